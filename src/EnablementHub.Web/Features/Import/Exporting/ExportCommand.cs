using System.CommandLine;
using EnablementHub.Platform.Hosting;

namespace EnablementHub.Features.Import.Exporting;

/// <summary><c>hub export</c></summary>
public static class ExportCommand
{
    public static Command Create()
    {
        var (data, settings) = (HubVerbs.DataOption(), HubVerbs.SettingOption());
        var folder = new Argument<string>("folder") { Description = "An empty folder, or one that isn't there yet.", HelpName = "FOLDER" };
        var command = new Command("export", "Write all content out as files that hub import reads: markdown with front matter, recordings and documents with captions beside them. Each item's live version, drafts too; neither earlier versions nor changes that wait. Works beside a running server. Exit code 1 when a file is missing in the store.") { folder, data, settings };
        command.SetAction((parsed, cancellationToken) => HubTools.RunAsync(
            new HubArguments { Data = parsed.GetValue(data)!, Settings = parsed.GetValue(settings)! },
            (services, token) => RunAsync(services, parsed.GetValue(folder)!, token),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())) throw new WrongSettingException($"{folder} isn't empty. Name an empty folder, or one that isn't there yet.");
        var problems = 0;
        var outcome = await services.GetRequiredService<ExportFolder>().RunAsync(
            folder,
            sentence =>
            {
                problems++;
                Console.WriteLine(sentence);
            },
            state => Console.Error.WriteLine($"{state.Done} of {state.Total} items {state.Step}"),
            cancellationToken);
        await Console.Out.WriteLineAsync($"{Count(outcome.Items, "item")} and {Count(outcome.Files, "file")} written: {(problems == 0 ? "nothing missing" : $"{Count(problems, "file")} missing")}.");
        return problems == 0 ? ExitCode.Done : ExitCode.Failed;

        static string Count(int number, string one) => FormattableString.Invariant($"{number} {one}{(number == 1 ? "" : "s")}");
    }
}
