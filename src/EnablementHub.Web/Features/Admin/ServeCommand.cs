using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json;
using EnablementHub.Data;
using EnablementHub.Features.Search;
using EnablementHub.Features.Seed;
using EnablementHub.Features.Sessions;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Media.Probing;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Settings;

namespace EnablementHub.Features.Admin;

/// <summary><c>hub serve</c></summary>
public static class ServeCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var data = HubVerbs.DataOption();
        var settings = HubVerbs.SettingOption();
        var urls = new Option<string?>("--urls") { Description = $"Addresses to listen on, separated by semicolons (default {HubArguments.DefaultUrl}).", HelpName = "URL" };
        var demo = new Option<bool>("--demo") { Description = "Fill a new hub with the seed content and demo people of every role, and print their sign-ins." };
        var password = new Option<string?>("--demo-password") { Description = "Password of the demo people; made up when left out.", HelpName = "P" };
        var command = new Command("serve", "Serve the hub.") { data, urls, demo, password, settings };
        command.SetAction((parsed, cancellationToken) => HubVerbs.RunAsync(() => ServeAsync(
            new HubArguments
            {
                Data = parsed.GetValue(data)!,
                Urls = parsed.GetValue(urls),
                Demo = parsed.GetValue(demo),
                DemoPassword = parsed.GetValue(password),
                Settings = parsed.GetValue(settings)!,
            },
            cancellationToken)));
        return command;
    }

    private static async Task<int> ServeAsync(HubArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.DemoPassword is not null && !arguments.Demo) throw new WrongSettingException("--demo-password goes with --demo.");
        if (arguments.Demo) NameAfterSeed(new DataDirectory(arguments.Data));
        DataFeature.ReadModelAhead();
        await using var app = HubApplication.Build(arguments);

        // The database, the index and the pages each take about as long, and need nothing of one another.
        var preparing = Task.Run(() => HubApplication.PrepareAsync(app.Services, cancellationToken), cancellationToken);
        var indexing = app.Services.WarmSearch(preparing, cancellationToken);
        var describing = app.Services.DescribeActionsAsync();
        var asking = app.Services.WarmHealthAsync(preparing, cancellationToken);
        app.MapSite();
        await Task.WhenAll(preparing, indexing, describing);
        if (arguments.Demo) await app.Services.PrepareDemoAsync(arguments.DemoPassword, Console.Out, cancellationToken);
        var pages = app.Services.GetRequiredService<FirstPages>();
        var opening = pages.OpenAsync(app.Lifetime.ApplicationStopping);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception error) when (HubConfiguration.Innermost(error) is SocketException socket)
        {
            // What has begun in the background ends first: with its services taken away it would write stacks in front of the sentence.
            await app.StopAsync(CancellationToken.None);
            await opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new WrongSettingException($"The hub can't listen on {arguments.Urls ?? app.Configuration["Urls"]}: {socket.Message}. Stop what listens there, or name another address with --urls.", error);
        }

        // From here on the hub serves: whoever asks it to stop gets a stop that lets people finish, not an end in the middle of these lines.
        await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await opening;
        var others = pages.OpenOthersAsync(app.Lifetime.ApplicationStopping);
        Console.WriteLine($"EnablementHub serves {string.Join(" ", app.Urls)}");
        if (app.Services.GetRequiredService<MediaProbe>() is { IsAvailable: false } probe) Console.WriteLine(probe.Description);
        await app.Services.GetRequiredService<SetUpLink>().PrintIfNeededAsync(app.Services.GetRequiredService<HubAddress>().Base, CancellationToken.None);
        await app.WaitForShutdownAsync(cancellationToken);
        await others;
        return app.Services.GetService<HostBeat>() is { IsLost: true } ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>A demo hub bears the name and zone of the seed's company, in a settings file that the operator may edit.</summary>
    private static void NameAfterSeed(DataDirectory directory)
    {
        directory.Create();
        if (File.Exists(directory.SettingsFile) || !File.Exists(Path.Combine(SeedFeature.Folder, "hub.yaml"))) return;
        var organisation = new SeedFiles(SeedFeature.Folder).ReadHub().Organisation;
        var settings = new { Organisation = new { organisation.Name, organisation.TimeZone } };

        // Whole or not at all: another node may start at the same time and read it.
        var written = $"{directory.SettingsFile}.{Environment.ProcessId}.new";
        File.WriteAllText(written, JsonSerializer.Serialize(settings, Indented));
        File.Move(written, directory.SettingsFile, overwrite: true);
    }
}
