using EnablementHub.Features.Usage.Rollups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Usage;

public enum UsageKind
{
    View = 1,
    Play = 2,
    Download = 3,
}

/// <summary>One thing that a person did with an item. Appended in batches, never changed but for the mark that it is counted.</summary>
public sealed class UsageEvent
{
    public long Id { get; private set; }
    public required DateTimeOffset At { get; init; }
    public required int PersonId { get; init; }
    public required int ItemId { get; init; }
    public required UsageKind Kind { get; init; }

    /// <summary>Whether the roll-ups hold it.</summary>
    public bool IsCounted { get; private set; }

    internal static void Map(EntityTypeBuilder<UsageEvent> usage)
    {
        usage.HasIndex(u => u.Id, "IX_UsageEvents_Uncounted").HasFilter("IsCounted = 0");
        usage.HasIndex(u => new { u.ItemId, u.Kind, u.PersonId });
        usage.HasIndex(u => new { u.PersonId, u.Id });
        usage.HasIndex(u => u.At);
    }
}

/// <summary>An item's usage on one day in the organisation's zone; added up while events are written.</summary>
public sealed class ItemDay
{
    public required int ItemId { get; init; }
    public required DateOnly Day { get; init; }
    public int Views { get; set; }
    public int Plays { get; set; }
    public int Downloads { get; set; }

    /// <summary>Seconds played that the player had not played before in that person's sitting.</summary>
    public double SecondsPlayed { get; set; }

    internal static void Map(EntityTypeBuilder<ItemDay> day)
    {
        day.HasKey(d => new { d.ItemId, d.Day });
        day.HasIndex(d => d.Day);
    }
}

/// <summary>One search, what it found and what became of it.</summary>
public sealed class SearchRecord
{
    public const int MaxTextLength = 200;
    public const int MaxFiltersLength = 500;

    /// <summary>Given by the hub when the search runs, so that the page can name it before it is written.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }
    public required int PersonId { get; init; }
    public required string Text { get; init; }

    /// <summary>The text folded, for counting the same search in different spellings of case and space.</summary>
    public required string FoldedText { get; init; }

    public string Filters { get; init; } = "";
    public required int Hits { get; init; }
    public string? Corrected { get; init; }
    public int? RankClicked { get; set; }
    public int? ItemClickedId { get; set; }
    public double? SecondsToFirstPlay { get; set; }

    /// <summary>False while the roll-ups lack something of it.</summary>
    public bool IsCounted { get; set; }

    public CountedSearch CountedAs { get; set; }

    internal static void Map(EntityTypeBuilder<SearchRecord> search)
    {
        search.Property(s => s.Text).HasMaxLength(MaxTextLength);
        search.Property(s => s.FoldedText).HasMaxLength(MaxTextLength);
        search.Property(s => s.Filters).HasMaxLength(MaxFiltersLength);
        search.Property(s => s.Corrected).HasMaxLength(MaxTextLength);
        search.HasIndex(s => s.At, "IX_SearchRecords_Uncounted").HasFilter("IsCounted = 0");
        search.HasIndex(s => new { s.PersonId, s.At });
        search.HasIndex(s => new { s.Hits, s.At });
        search.HasIndex(s => s.At);
        search.HasIndex(s => new { s.ItemClickedId, s.At });
    }
}
