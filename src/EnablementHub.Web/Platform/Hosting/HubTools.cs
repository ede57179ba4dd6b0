using EnablementHub.Platform.Settings;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform.Hosting;

/// <summary>Opens a hub's services for a verb that serves nothing. Works beside a running server on the same data directory.</summary>
public static class HubTools
{
    /// <summary>Runs the work with the services of the hub in <see cref="HubArguments.Data"/>, its database brought up to date first.</summary>
    /// <param name="arguments">Where the hub lies, and its settings.</param>
    /// <param name="work">Gets scoped services.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="mayCreate">The verb may come before the first start; else a folder without a hub is a wrong argument.</param>
    /// <returns>The exit code; expected failures become a sentence on standard error.</returns>
    public static Task<int> RunAsync(HubArguments arguments, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken, bool mayCreate = false) =>
        HubVerbs.RunAsync(async () =>
        {
            var directory = new DataDirectory(arguments.Data);
            if (!mayCreate && !Directory.Exists(directory.KeysFolder)) throw NoHub(directory);
            await using var app = Build(arguments);
            if (!mayCreate && !File.Exists(directory.DatabaseFile) && !app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.IsSqlServer) throw NoHub(directory);
            await HubApplication.PrepareAsync(app.Services, cancellationToken);
            await KeptAddress.RecallAsync(app.Services, cancellationToken);
            await using var scope = app.Services.CreateAsyncScope();
            return await work(scope.ServiceProvider, cancellationToken);
        });

    /// <summary>The services alone. Standard output belongs to the verb's answer, which scripts read.</summary>
    public static WebApplication Build(HubArguments arguments) =>
        HubApplication.Build(arguments with { Settings = ["Logging:LogLevel:Default=Warning", "Logging:Console:LogToStandardErrorThreshold=Trace", .. arguments.Settings] });

    private static WrongSettingException NoHub(DataDirectory directory) =>
        new($"There is no hub in {directory.Root}. Name its folder with --data, or start one there: hub serve --data {directory.Root}");
}
