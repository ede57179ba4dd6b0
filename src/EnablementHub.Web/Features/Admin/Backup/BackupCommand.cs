using System.CommandLine;
using System.Globalization;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;

namespace EnablementHub.Features.Admin.Backup;

/// <summary><c>hub backup</c> and <c>hub restore</c></summary>
public static class BackupCommand
{
    public static Command CreateBackup()
    {
        var (data, settings) = (HubVerbs.DataOption(), HubVerbs.SettingOption());
        var file = new Argument<string>("file") { Description = "The archive to write; must not be there yet." };
        var command = new Command("backup", "Write the database, all files, keys and settings into one archive. Works beside a running server. It holds secrets: keep it as you keep passwords. Exit code 1 when something was damaged before.") { file, data, settings };
        command.SetAction((parsed, cancellationToken) => HubTools.RunAsync(
            new HubArguments { Data = parsed.GetValue(data)!, Settings = parsed.GetValue(settings)! },
            (services, token) => BackupAsync(services, parsed.GetValue(file)!, token),
            cancellationToken));
        return command;
    }

    public static Command CreateRestore()
    {
        var data = HubVerbs.DataOption();
        var file = new Argument<string>("file") { Description = "An archive that hub backup wrote." };
        var replace = new Option<bool>("--replace") { Description = "Put it in the place of what is in the folder, which is set aside." };
        var command = new Command("restore", "Put a backup into an empty folder, after every file was held against its hash. Check it with hub verify, then start the server there; it builds the search index anew.") { file, data, replace };
        command.SetAction((parsed, cancellationToken) => HubVerbs.RunAsync(() => RestoreAsync(parsed.GetValue(file)!, parsed.GetValue(data)!, parsed.GetValue(replace), cancellationToken)));
        return command;
    }

    private static async Task<int> BackupAsync(IServiceProvider services, string file, CancellationToken cancellationToken)
    {
        var findings = 0;
        var summary = await services.GetRequiredService<WriteBackup>().RunAsync(
            file,
            finding =>
            {
                findings++;
                Console.WriteLine(finding);
            },
            (done, total) => Console.Error.WriteLine($"{done} of {total} files copied"),
            cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{summary.Items} items, {summary.Files} files, {summary.Bytes / 1e6:N1} MB: {(findings == 0 ? "nothing wrong" : $"{findings} findings")}."));
        return findings == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<int> RestoreAsync(string file, string data, bool replaces, CancellationToken cancellationToken)
    {
        try
        {
            var directory = new DataDirectory(data);
            var summary = await RestoreBackup.RunAsync(file, directory, replaces, cancellationToken);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{summary.Manifest.Items} items and {summary.Manifest.Files.Count} files of {summary.Manifest.MadeAt:yyyy-MM-dd HH:mm} UTC are in {directory.Root}."));
            if (summary.SetAside is { } aside) await Console.Out.WriteLineAsync($"What was there before lies in {aside}.");
            return ExitCode.Done;
        }
        catch (InvalidDataException error)
        {
            await Console.Error.WriteLineAsync($"hub: {error.Message}");
            return ExitCode.Failed;
        }
    }
}
