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

    public static Task<Answer> RunWithInputAsync(string input, params string[] arguments) => RunAsync(AppContext.BaseDirectory, input, arguments);

    /// <param name="folder">What <c>dotnet publish</c> wrote.</param>
    /// <param name="arguments">The verb and what belongs to it.</param>
    public static Task<Answer> RunPublishedAsync(string folder, params string[] arguments) => RunAsync(folder, "", arguments);

    private static async Task<Answer> RunAsync(string folder, string input, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(folder, "hub.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new Answer(process.ExitCode, await output, await errors);
    }
}
