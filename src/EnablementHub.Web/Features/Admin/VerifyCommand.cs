using System.CommandLine;
using EnablementHub.Features.Admin.Backup;
using EnablementHub.Platform.Hosting;

namespace EnablementHub.Features.Admin;

/// <summary><c>hub verify</c></summary>
public static class VerifyCommand
{
    public static Command Create()
    {
        var data = HubVerbs.DataOption();
        var settings = HubVerbs.SettingOption();
        var command = new Command("verify", "Check that every file is stored whole, every reference leads somewhere and the search index says what the database says. Exit code 1 when something is wrong.") { data, settings };
        command.SetAction((parsed, cancellationToken) => HubTools.RunAsync(
            new HubArguments { Data = parsed.GetValue(data)!, Settings = parsed.GetValue(settings)! },
            (services, token) => RunAsync(services, Console.Out, token),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var findings = 0;
        void Report(string finding)
        {
            findings++;
            output.WriteLine(finding);
        }

        var summary = await services.GetRequiredService<VerifyHub>().RunAsync(
            Report,
            (done, total) => Console.Error.WriteLine($"{done} of {total} files checked"),
            cancellationToken);
        await output.WriteLineAsync(await services.GetRequiredService<IndexComparison>().RunAsync(Report, cancellationToken));
        await output.WriteLineAsync($"{summary.Files} files, {summary.Items} items checked: {(findings == 0 ? "nothing wrong" : $"{findings} findings")}.");
        return findings == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
