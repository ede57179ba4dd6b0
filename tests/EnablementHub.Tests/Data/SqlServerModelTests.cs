using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Usage;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace EnablementHub.Tests.Data;

/// <summary>What SQL Server refuses only when the tables are made, found without a server.</summary>
public sealed class SqlServerModelTests : IDisposable
{
    private const int MaxIndexBytes = 1700;
    private const int MaxClusteredKeyBytes = 900;
    private readonly SqlServerHubDbContext _database = new SqlServerDesignTimeFactory().CreateDbContext([]);

    private IModel Model => _database.GetService<IDesignTimeModel>().Model;

    public void Dispose() => _database.Dispose();

    [Fact]
    public void KeysAndIndexes_FitIntoTheServersLimits()
    {
        foreach (var type in Model.GetEntityTypes())
        {
            foreach (var key in type.GetKeys()) Assert.True(Bytes(key.Properties) <= MaxClusteredKeyBytes, $"The key {key.GetName()} of {type.DisplayName()} takes {Bytes(key.Properties)} bytes.");
            foreach (var index in type.GetIndexes()) Assert.True(Bytes(index.Properties) <= MaxIndexBytes, $"The index {index.GetDatabaseName()} takes {Bytes(index.Properties)} bytes.");
        }
    }

    [Fact]
    public void Deleting_ReachesEveryTableByOneWayOnly()
    {
        foreach (var start in Model.GetEntityTypes())
        {
            var reached = new List<IEntityType>();
            Follow(start, reached, []);
            var twice = reached.GroupBy(type => type).FirstOrDefault(group => group.Count() > 1);
            Assert.True(twice is null, $"Deleting a {start.DisplayName()} reaches {twice?.Key.DisplayName()} by more than one way; SQL Server refuses such tables.");
        }
    }

    [Fact]
    public void Texts_CompareAsInTheEmbeddedDatabase() =>
        Assert.All(Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Where(property => property.ClrType == typeof(string)), property => Assert.Equal(SqlServerHubDbContext.Collation, property.GetCollation()));

    [Theory]
    [InlineData(typeof(ChangeRow), "IX_Changes_Position", "Position", "ItemId")]
    [InlineData(typeof(ItemDay), "IX_ItemDays_Day", "Day", "Views,Plays,Downloads,SecondsPlayed")]
    [InlineData(typeof(NoticeRow), "IX_Notices_Unread", "PersonId", "ReadAt")]
    [InlineData(typeof(NoticeRow), "IX_Notices_Unmailed", "PersonId", "MailDecidedAt,IsMandatory")]
    public void WhatIsReadMost_IsAnsweredByItsIndexAlone(Type row, string name, string key, string included)
    {
        var index = Model.FindEntityType(row)!.GetIndexes().Single(index => index.GetDatabaseName() == name);
        Assert.Equal(key, string.Join(',', index.Properties.Select(property => property.Name)));
        Assert.Equal(included, string.Join(',', index.GetIncludeProperties() ?? []));
        Assert.Contains($"CREATE INDEX [{name}] ON", _database.GetService<IMigrator>().GenerateScript(), StringComparison.Ordinal);
    }

    [Fact]
    public void QueriesOfCoveredIndexes_AskForNothingElse()
    {
        using var database = new SqlServerHubDbContext(SqlServerCommands.Options);
        var since = new DateOnly(2026, 3, 1);
        AssertCovered(typeof(ChangeRow), "IX_Changes_Position", SqlServerCommands.Of(() => _ = database.ChangesAfter(7).Take(500).ToList()).Text);
        AssertCovered(typeof(ItemDay), "IX_ItemDays_Day", SqlServerCommands.Of(() => _ = database.ItemDays.Where(day => day.Day > since).GroupBy(day => day.ItemId).Select(item => new { item.Key, Plays = item.Sum(day => day.Plays) }).ToList()).Text);
        AssertCovered(typeof(NoticeRow), "IX_Notices_Unread", SqlServerCommands.Of(() => _ = database.Notices.Where(notice => notice.PersonId == 3 && notice.ReadAt == null).OrderBy(notice => notice.Id).Take(100).Count()).Text);
    }

    [Fact]
    public void Instants_KeepTheirType_AndConcurrencyTokensStay()
    {
        var instants = Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(DateTimeOffset)).ToList();
        Assert.True(instants.Count > 50, "The instants are not where this test looks for them.");
        Assert.All(instants, property => Assert.Equal("datetimeoffset", property.GetColumnType()));
        Assert.True(Model.FindEntityType(typeof(Item))!.FindProperty(nameof(Item.Revision))!.IsConcurrencyToken);
    }

    [Fact]
    public void Changes_AreReadBelowTheOldestOpenTransaction()
    {
        var sql = _database.ChangesAfter(7).Take(500).ToQueryString();
        Assert.Contains("< MIN_ACTIVE_ROWVERSION()", sql, StringComparison.Ordinal);
        Assert.Contains("ORDER BY [c].[Position]", sql, StringComparison.Ordinal);
        Assert.Contains("CAST([c].[Position] AS bigint)", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Script_MakesAllTables()
    {
        var script = _database.Database.GenerateCreateScript();
        Assert.All(Model.GetEntityTypes(), type => Assert.Contains($"CREATE TABLE [{type.GetTableName()}]", script, StringComparison.Ordinal));
        Assert.Contains("[Position] rowversion NOT NULL", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueriesOfTheTests_AreTranslatedToo()
    {
        await using var hub = await TestHub.StartAsync();
        await using var database = hub.OpenDatabase();
        var before = SqlServerTranslation.Count;
        _ = await database.Items.Where(item => item.Key == "only asked here" || item.Language == "only here").Select(item => new { item.Id, Tags = item.Tags.Count }).ToListAsync(TestContext.Current.CancellationToken);
        Assert.True(SqlServerTranslation.Count > before);
        var error = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            database.Items.Where(item => SqliteDbFunctionsExtensions.Glob(EF.Functions, item.Language, "d*")).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Contains("SQL Server can't answer this query", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE Items SET Language = 'en' WHERE Id = {0} LIMIT 1", "can't read this statement")]
    [InlineData("UPDATE Item SET Language = 'en' WHERE Id = {0}", "has no table Item")]
    [InlineData("UPDATE Items SET Lang = 'en' WHERE Id = {0}", "has a column Lang")]
    public async Task StatementsOfTheTests_AreReadByItsGrammarToo(string statement, string complaint)
    {
        await using var hub = await TestHub.StartAsync();
        await using var database = hub.OpenDatabase();
        var error = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => database.Database.ExecuteSqlRawAsync(statement, [1], TestContext.Current.CancellationToken));
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LocksOfTheServer_AreReadByItsGrammar()
    {
        using var database = new SqlServerHubDbContext(SqlServerCommands.Options);
        var take = SqlServerCommands.Of(() => _ = database.Database.SqlQuery<int>(HubLock.TakeOnServer("migrate")).ToList());
        var release = SqlServerCommands.Of(() => database.Database.ExecuteSql(HubLock.ReleaseOnServer("migrate")));
        Assert.Equal(["sp_getapplock(@Resource, @LockMode, @LockOwner, @LockTimeout)"], SqlServerStatements.Calls(take.Text));
        Assert.Equal(["sp_releaseapplock(@Resource, @LockOwner)"], SqlServerStatements.Calls(release.Text));
        Assert.Equal((1, 1), (take.Parameters, release.Parameters));
    }

    [Fact]
    public void ScriptForOperators_IsReadByItsGrammar() => SqlServerStatements.Read(_database.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));

    [Fact]
    public void LookingForWords_TellsNoCaseApart_AsInTheEmbeddedDatabase()
    {
        var pattern = TextPattern.Containing("[Price]");
        Assert.Equal(@"%\[Price]%", pattern);
        Assert.Contains("[i].[Key] COLLATE Latin1_General_100_CI_AS LIKE", _database.Items.Where(item => EF.Functions.Like(item.Key, pattern, TextPattern.Escape)).ToQueryString(), StringComparison.Ordinal);
    }

    /// <summary>Entity Framework would give each value of a list its own parameter as long as that list alone is no longer than the limit.</summary>
    [Theory]
    [InlineData(2_000)]
    [InlineData(2_098)]
    [InlineData(5_000)]
    public void Lists_AreOneParameterEach_HoweverLongTheyAre(int length)
    {
        var ids = Enumerable.Range(1, length).ToList();
        var keys = ids.ConvertAll(id => $"key-{id}");
        using var database = new SqlServerHubDbContext(SqlServerCommands.Options);
        Assert.Equal(3, SqlServerCommands.Of(() => _ = database.Items.Where(item => ids.Contains(item.Id) && keys.Contains(item.Key!) && item.OwnerId == ids[0]).ToList()).Parameters);
        Assert.Equal(2, SqlServerCommands.Of(() => _ = database.Items.Count(item => ids.Contains(item.Id) || ids.Contains(item.OwnerId) || keys.Contains(item.Key!))).Parameters);
        Assert.Equal(2, SqlServerCommands.Of(() => database.Items.Where(item => ids.Contains(item.Id)).ExecuteUpdate(set => set.SetProperty(item => item.OwnerId, ids[0]))).Parameters);
        Assert.Equal(1, SqlServerCommands.Of(() => database.Items.Where(item => keys.Contains(item.Key!)).ExecuteDelete()).Parameters);
    }

    [Fact]
    public void TextsOfAList_AreReadWithTheCollationOfTheColumns()
    {
        var keys = new[] { "one", "two" };
        var ids = new[] { 1, 2 };
        using var database = new SqlServerHubDbContext(SqlServerCommands.Options);
        var query = SqlServerCommands.Of(() => _ = database.Items.Where(item => keys.Contains(item.Key!) && ids.Contains(item.Id)).ToList()).Text;
        Assert.Contains($"[value] nvarchar({Item.MaxKeyLength}) COLLATE {SqlServerHubDbContext.Collation} '$')", query, StringComparison.Ordinal);
        Assert.Contains("[value] int '$')", query, StringComparison.Ordinal);
        SqlServerStatements.Read(query);
        var removal = SqlServerCommands.Of(() => database.Items.Where(item => keys.Contains(item.Key + "!")).ExecuteDelete()).Text;
        Assert.Contains($" COLLATE {SqlServerHubDbContext.Collation} '$')", removal, StringComparison.Ordinal);
        SqlServerStatements.Read(removal);
    }

    [Fact]
    public void Saves_OfManyRows_AreSplitBelowTheLimit()
    {
        using var database = new SqlServerHubDbContext(SqlServerCommands.Options);
        var widest = Model.GetEntityTypes().Where(type => type.FindPrimaryKey() is { Properties: [{ ValueGenerated: ValueGenerated.OnAdd }] }).MaxBy(type => type.GetProperties().Count())!;
        for (var row = 0; row < 1_000; row++) database.Add(Activator.CreateInstance(widest.ClrType, nonPublic: true)!);
        var saved = database.GetService<IUpdateAdapterFactory>().Create();
        var statements = database.GetService<ICommandBatchPreparer>().BatchCommands(saved.GetEntriesToSave(), saved)
            .Select(batch => SqlServerCommands.Of(() => batch.Execute(database.GetService<IRelationalConnection>()))).ToList();
        Assert.True(statements.Count > 10 && statements.Sum(statement => statement.Parameters) > 10_000, "The rows are not what this test takes them for.");
        Assert.All(statements, statement => Assert.InRange(statement.Parameters, 1, SqlServerCommands.MaxParameters));
        Assert.False(RowWriter.Fits(database), "Rows that are written one by one are the embedded database's.");
    }

    /// <summary>Each column that the statement names is in the index, or in the key that SQL Server keeps with each index.</summary>
    private void AssertCovered(Type row, string name, string statement)
    {
        var type = Model.FindEntityType(row)!;
        var index = type.GetIndexes().Single(index => index.GetDatabaseName() == name);
        var held = index.Properties.Concat(type.FindPrimaryKey()!.Properties).Select(property => property.Name).Concat(index.GetIncludeProperties() ?? []).ToHashSet(StringComparer.Ordinal);
        var asked = type.GetProperties().Select(property => property.Name).Where(column => statement.Contains($"].[{column}]", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, column => Assert.Contains(column, held));
    }

    private static int Bytes(IEnumerable<IProperty> properties) => properties.Sum(property => property.ClrType == typeof(string)
        ? (property.GetMaxLength() ?? MaxIndexBytes) * 2
        : 16);

    private static void Follow(IEntityType type, List<IEntityType> reached, HashSet<IForeignKey> path)
    {
        foreach (var key in type.GetReferencingForeignKeys().Where(key => key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull && path.Add(key)))
        {
            reached.Add(key.DeclaringEntityType);
            if (key.DeleteBehavior == DeleteBehavior.Cascade) Follow(key.DeclaringEntityType, reached, path);
        }
    }
}
