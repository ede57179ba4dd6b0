using System.Diagnostics;

namespace EnablementHub.Tests.Support;

/// <summary>The program <c>hub</c> as an operator runs it.</summary>
public static class HubProcess
{
    public sealed record Answer(int Code, string Output, string Errors)
    {
        public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public static Task<Answer> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    public static async Task<Answer> RunWithInputAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(HubProgram.Assembly);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteLineAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Who refuses its arguments ends without reading what it would have been told.
        }

        await process.WaitForExitAsync();
        return new Answer(process.ExitCode, await output, await errors);
    }
}
