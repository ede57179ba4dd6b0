using EnablementHub.Data;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Settings;
using EnablementHub.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EnablementHub.Tests.Platform.Security;

public sealed class DatabaseKeysTests
{
    [Fact]
    public async Task OneNode_ReadsWhatAnotherProtected()
    {
        await using var hub = await TestHub.StartAsync();
        var databases = hub.App.Services.GetRequiredService<IDbContextFactory<HubDbContext>>();
        using var first = Node(databases);
        using var second = Node(databases);

        var ticket = Protector(first).Protect("signed in");

        Assert.Equal("signed in", Protector(second).Unprotect(ticket));
        Assert.Single(new DatabaseKeys(databases).GetAllElements());
    }

    [Fact]
    public async Task Keys_FitTheirColumn()
    {
        await using var hub = await TestHub.StartAsync();
        using var node = Node(hub.App.Services.GetRequiredService<IDbContextFactory<HubDbContext>>());
        Protector(node).Protect("anything");

        await using var database = hub.OpenDatabase();
        var key = await database.StoredSettings.SingleAsync(setting => setting.Name.StartsWith("key:"));
        Assert.InRange(key.Name.Length, 5, 60);
        Assert.InRange(key.Value.Length, 500, StoredSetting.MaxValueLength);
    }

    [Fact]
    public async Task NodesOnSQLServer_ReadTheSameCookies_AndKeepNoKeyInAFile()
    {
        // Where the hub thinks that its database is on a server, the keys go there, whatever the database is.
        static void OnServer(IServiceCollection services) => services.AddSingleton(Options.Create(new DatabaseOptions { Provider = DatabaseOptions.SqlServer, ConnectionString = "Server=elsewhere" }));
        await using var first = await TestHub.StartAsync(replace: OnServer);
        await using var second = await first.StartSecondNodeAsync(replace: OnServer);
        using var there = await first.SignInAsAsync("Kim Keys");
        using var here = there.At(second.Address);

        Assert.Contains("Kim Keys", await here.ReadAsync("/"), StringComparison.Ordinal);

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(first.Folder, "keys")));
        await using var database = second.OpenDatabase();
        Assert.Equal(1, await database.StoredSettings.CountAsync(setting => setting.Name.StartsWith("key:"), TestContext.Current.CancellationToken));
        await using var alone = await TestHub.StartAsync();
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(alone.Folder, "keys")));
    }

    private static ServiceProvider Node(IDbContextFactory<HubDbContext> databases)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("EnablementHub");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new DatabaseKeys(databases));
        return services.BuildServiceProvider();
    }

    private static IDataProtector Protector(ServiceProvider node) => node.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
