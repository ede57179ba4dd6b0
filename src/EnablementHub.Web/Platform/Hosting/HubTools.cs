namespace EnablementHub.Platform.Hosting;

/// <summary>Opens a hub's services for a verb that serves nothing. Works beside a running server on the same data directory.</summary>
public static class HubTools
{
    /// <summary>Runs the work with the services of the hub in <see cref="HubArguments.Data"/>, its database brought up to date first.</summary>
    /// <returns>The exit code; expected failures become a sentence on standard error.</returns>
    public static Task<int> RunAsync(HubArguments arguments, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken) =>
        HubVerbs.RunAsync(async () =>
        {
            await using var app = HubApplication.Create(arguments with { Settings = ["Logging:LogLevel:Default=Warning", .. arguments.Settings] });
            await HubApplication.PrepareAsync(app.Services, cancellationToken);
            await using var scope = app.Services.CreateAsyncScope();
            return await work(scope.ServiceProvider, cancellationToken);
        });
}
