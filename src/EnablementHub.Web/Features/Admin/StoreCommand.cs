using System.CommandLine;
using System.Globalization;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Storage;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Admin;

/// <summary><c>hub store</c></summary>
public static class StoreCommand
{
    private const int TellEveryFiles = 100;
    private const long TellEveryBytes = 1L << 30;

    public static Command Create() => new("store", "Work on the store of recordings and documents.") { CreateCopy() };

    private static Command CreateCopy()
    {
        var data = HubVerbs.DataOption();
        var settings = HubVerbs.SettingOption();
        var target = new Option<string[]>("--to")
        {
            Description = "A setting of the other store, as Store:Name=value; given several times. For example --to Store:Provider=azure --to Store:ServiceUri=https://acme.blob.core.windows.net.",
            HelpName = "SETTING",
            Required = true,
        };
        var command = new Command("copy", "Copy all files from the hub's store into another one, and check each by its hash. Works beside a running server; run again, it copies what is new or was not finished. Exit code 1 when a file could not be copied whole.") { data, settings, target };
        command.SetAction((parsed, cancellationToken) => HubTools.RunAsync(
            new HubArguments { Data = parsed.GetValue(data)!, Settings = parsed.GetValue(settings)! },
            (services, token) => CopyAsync(services, parsed.GetValue(target)!, token),
            cancellationToken));
        return command;
    }

    private static async Task<int> CopyAsync(IServiceProvider services, string[] settings, CancellationToken cancellationToken)
    {
        var options = HubConfiguration.Read<StoreOptions>(StoreOptions.Section, "--to", settings);
        RefuseSame(services.GetRequiredService<IOptions<StoreOptions>>().Value, options);
        var target = FileStores.Open(options, services.GetRequiredService<DataDirectory>(), services.GetRequiredService<TimeProvider>());
        using var closing = target as IDisposable;
        await target.CheckWritableAsync(cancellationToken);
        var findings = 0;
        var told = new CopyState(0, 0, 0, 0);
        var state = await services.GetRequiredService<CopyFiles>().RunAsync(
            target,
            finding =>
            {
                findings++;
                Console.WriteLine(finding);
            },
            now =>
            {
                if (now.Files < now.AllFiles && now.Files - told.Files < TellEveryFiles && now.Bytes - told.Bytes < TellEveryBytes) return;
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now.Files} of {now.AllFiles} files done, {now.Copied} copied, {now.Bytes / 1_000_000.0:N1} MB"));
                told = now;
            },
            cancellationToken);
        var was = state.Files - state.Copied - findings;
        await Console.Out.WriteLineAsync($"{state.Copied} files copied, {was} were there already: {(findings == 0 ? "nothing wrong" : $"{findings} findings")}.");
        return findings == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void RefuseSame(StoreOptions hub, StoreOptions target)
    {
        if (hub.IsAzure == target.IsAzure && (!hub.IsAzure || (hub.ConnectionString, hub.ServiceUri, hub.Container) == (target.ConnectionString, target.ServiceUri, target.Container)))
            throw new WrongSettingException("--to names the store that the hub uses already. Name another one.");
    }
}
