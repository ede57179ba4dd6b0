using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Library.Bulk;

public enum EndingKind
{
    Expire = 1,
    Archive = 2,
}

public enum EndingState
{
    Waiting = 0,
    Done = 1,

    /// <summary>It could not end; the sentence says why.</summary>
    Refused = 2,
}

/// <summary>
/// A lead's order to end many items. It is stored before the first of them ends, so that a server that dies in between
/// leaves it to be finished: each item has ended or has not, and none is forgotten.
/// </summary>
public sealed class BulkEnding
{
    private readonly List<BulkEndingItem> _items = [];

    public int Id { get; private set; }
    public required EndingKind Kind { get; init; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }
    public IReadOnlyList<BulkEndingItem> Items => _items;

    public void Add(BulkEndingItem item) => _items.Add(item);

    internal static void Map(EntityTypeBuilder<BulkEnding> ending)
    {
        ending.HasOne(e => e.Person).WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        ending.HasMany(e => e.Items).WithOne().HasForeignKey(i => i.EndingId).OnDelete(DeleteBehavior.Cascade);
        ending.HasIndex(e => e.FinishedAt);
    }
}

public sealed class BulkEndingItem
{
    public const int MaxSentenceLength = 300;

    public int EndingId { get; private set; }
    public required int ItemId { get; init; }
    public int? SuccessorId { get; init; }

    /// <summary>The person saw what uses the item and goes on without a successor.</summary>
    public bool DespiteUses { get; init; }
    public EndingState State { get; set; }
    public string Sentence { get; set; } = "";

    internal static void Map(EntityTypeBuilder<BulkEndingItem> item)
    {
        item.HasKey(i => new { i.EndingId, i.ItemId });
        item.Property(i => i.Sentence).HasMaxLength(MaxSentenceLength);
    }
}
