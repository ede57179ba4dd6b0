using System.Reflection;
using EnablementHub.Features.Library;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EnablementHub.Data;

/// <summary>The database that several nodes share.</summary>
public sealed class SqlServerHubDbContext(DbContextOptions<SqlServerHubDbContext> options) : HubDbContext(options)
{
    /// <summary>By code points, as SQLite compares: both providers find, sort and hold unique the same texts.</summary>
    internal const string Collation = "Latin1_General_100_BIN2";

    private const string Position = "Position";

    /// <summary>
    /// Ids are given before the commit, so a row may appear behind a reader's back. Row versions below the oldest open
    /// transaction's can't: what is still open has higher ones.
    /// </summary>
    public override IQueryable<CommittedChange> ChangesAfter(long position)
    {
        var after = (ulong)position;
        return Changes.AsNoTracking().Where(change => EF.Property<ulong>(change, Position) > after && EF.Property<ulong>(change, Position) < OldestOpenVersion())
            .OrderBy(change => EF.Property<ulong>(change, Position))
            .Select(change => new CommittedChange { Position = (long)EF.Property<ulong>(change, Position), ItemId = change.ItemId });
    }

    public override long PositionOf(ChangeRow saved) => (long)Entry(saved).Property<ulong>(Position).CurrentValue;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().UseCollation(Collation);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<ChangeRow>(change =>
        {
            change.Property<ulong>(Position).IsRowVersion();
            change.HasIndex(Position);
        });
        builder.HasDbFunction(typeof(SqlServerHubDbContext).GetMethod(nameof(OldestOpenVersion), BindingFlags.Static | BindingFlags.NonPublic)!)
            .HasTranslation(_ => new SqlFunctionExpression("MIN_ACTIVE_ROWVERSION", [], nullable: false, argumentsPropagateNullability: [], typeof(ulong), typeMapping: null));
    }

    private static ulong OldestOpenVersion() => throw new NotSupportedException("Only within a query.");
}
