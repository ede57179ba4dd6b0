using System.Text.RegularExpressions;
using EnablementHub.Data;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Data;

#pragma warning disable EF1001 // The provider has no other door to its design-time services.
public sealed class MigrationDriftTests
{
    private const string Advice = "The model changed: run ./add-migration.sh NAME.";

    [Fact]
    public async Task Model_HasNoChangeThatNoMigrationCarries()
    {
        await using var hub = await TestHub.StartAsync();
        await using var database = hub.OpenDatabase();
        Assert.False(database.Database.HasPendingModelChanges(), Advice);
        Assert.Equal(0, await database.Items.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void EveryProvider_HasTheSameMigrations_AndNoneIsMissing()
    {
        using var sqlite = new SqliteDesignTimeFactory().CreateDbContext([]);
        using var server = new SqlServerDesignTimeFactory().CreateDbContext([]);
        Assert.False(sqlite.Database.HasPendingModelChanges(), Advice);
        Assert.False(server.Database.HasPendingModelChanges(), Advice);
        Assert.Equal(Names(sqlite), Names(server));
        Assert.Equal(HubMigrations.Newest, Names(sqlite)[^1]);
    }

    [Fact]
    public void CompiledModel_IsThatOfTheEntities()
    {
        using var database = new SqliteDesignTimeFactory().CreateDbContext([]);
        var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(database);
        new SqliteDesignTimeServices().ConfigureDesignTimeServices(services);
        using var provider = services.BuildServiceProvider();
        var fresh = Directory.CreateTempSubdirectory("hub-model-").FullName;
        try
        {
            var options = new CompiledModelCodeGenerationOptions { ContextType = typeof(SqliteHubDbContext), ModelNamespace = "EnablementHub.Data.Compiled.Sqlite", Language = "C#", UseNullableReferenceTypes = true };
            provider.GetRequiredService<ICompiledModelScaffolder>().ScaffoldModel(database.GetService<IDesignTimeModel>().Model, fresh, options);
            var committed = Contents(Path.Combine(SourceTree.Web, "Data", "Compiled", "Sqlite"));
            var current = Contents(fresh);
            Assert.Equal(current.Keys, committed.Keys);
            Assert.All(current, file => Assert.Equal(file.Value, committed[file.Key]));
        }
        finally
        {
            Directory.Delete(fresh, recursive: true);
        }
    }

    /// <summary>The files by name, without the number that every generation makes up anew.</summary>
    private static SortedDictionary<string, string> Contents(string folder) =>
        new(Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), file => ModelId.Replace(File.ReadAllText(file).ReplaceLineEndings("\n"), "modelId")), StringComparer.Ordinal);

    private static readonly Regex ModelId = new("""modelId: new Guid\("[^"]*"\)""", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string[] Names(HubDbContext database) => [.. database.Database.GetMigrations().Select(migration => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..])];
}
