using System.Diagnostics;

namespace EnablementHub.Tests.Support;

/// <summary>The program <c>hub</c> as an operator runs it.</summary>
public static class HubProcess
{
    /// <summary>No verb that a test runs works for so long; one that does has stopped for good.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

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

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"hub {string.Join(' ', arguments)} did not end. It said:\n{await output}{await errors}");
        }

        return new Answer(process.ExitCode, await output, await errors);
    }
}
