using System.Reflection;
using EnablementHub.Features.Library;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Usage;
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
            change.HasIndex(Position).IncludeProperties(nameof(ChangeRow.ItemId));
        });
        Cover(builder);
        builder.HasDbFunction(typeof(SqlServerHubDbContext).GetMethod(nameof(OldestOpenVersion), BindingFlags.Static | BindingFlags.NonPublic)!)
            .HasTranslation(_ => new SqlFunctionExpression("MIN_ACTIVE_ROWVERSION", [], nullable: false, argumentsPropagateNullability: [], typeof(ulong), typeMapping: null));
    }

    /// <summary>
    /// What is read most is answered by the index alone; the embedded database has no such columns, and its indexes lie in the
    /// process's own memory. Why these: docs/decisions/0021-covering-indexes.md.
    /// </summary>
    private static void Cover(ModelBuilder builder)
    {
        builder.Entity<ItemDay>().HasIndex(day => day.Day).IncludeProperties(day => new { day.Views, day.Plays, day.Downloads, day.SecondsPlayed });
        builder.Entity<NoticeRow>().HasIndex(notice => notice.PersonId, "IX_Notices_Unread").IncludeProperties(notice => notice.ReadAt!);
        builder.Entity<NoticeRow>().HasIndex(notice => notice.PersonId, "IX_Notices_Unmailed").IncludeProperties(notice => new { notice.MailDecidedAt, notice.IsMandatory });
    }

    private static ulong OldestOpenVersion() => throw new NotSupportedException("Only within a query.");
}
