using System.CommandLine;
using EnablementHub.Data;
using EnablementHub.Platform.Hosting;

namespace EnablementHub.Features.Admin;

/// <summary><c>hub serve</c></summary>
public static class ServeCommand
{
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
        await using var app = HubApplication.Create(arguments);
        await app.Services.MigrateHubAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        Console.WriteLine($"EnablementHub serves {string.Join(" ", app.Urls)}");
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Done;
    }
}
