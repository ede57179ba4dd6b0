using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Usage.Rollups;

/// <summary>What of a search has been added up already; what is known later is added then.</summary>
[Flags]
public enum CountedSearch
{
    Nothing = 0,
    Made = 1,
    Opened = 2,
    Played = 4,
}

/// <summary>Searches for one text on one day in the organisation's zone.</summary>
public sealed class SearchDay
{
    public required DateOnly Day { get; init; }

    /// <summary>As in <see cref="SearchRecord.FoldedText"/>.</summary>
    public required string FoldedText { get; init; }

    /// <summary>As somebody typed it.</summary>
    public required string Text { get; set; }
    public int Searches { get; set; }

    /// <summary>Those that found nothing at all.</summary>
    public int Fruitless { get; set; }

    /// <summary>Those that found nothing while filters were chosen.</summary>
    public int FruitlessFiltered { get; set; }

    /// <summary>Those in which a result was opened or played, and the sum of the ranks (from 1) of those that were clicked.</summary>
    public int Opened { get; set; }
    public int Ranked { get; set; }
    public long RankSum { get; set; }

    public int Played { get; set; }
    public double SecondsToPlay { get; set; }

    internal static void Map(EntityTypeBuilder<SearchDay> day)
    {
        day.HasKey(d => new { d.Day, d.FoldedText });
        day.Property(d => d.FoldedText).HasMaxLength(SearchRecord.MaxTextLength);
        day.Property(d => d.Text).HasMaxLength(SearchRecord.MaxTextLength);
    }
}

/// <summary>When a person last searched for a text.</summary>
public sealed class SearchPerson
{
    public required string FoldedText { get; init; }
    public required int PersonId { get; init; }
    public required DateTimeOffset LastAt { get; set; }

    internal static void Map(EntityTypeBuilder<SearchPerson> person)
    {
        person.HasKey(p => new { p.FoldedText, p.PersonId });
        person.Property(p => p.FoldedText).HasMaxLength(SearchRecord.MaxTextLength);
        person.HasIndex(p => new { p.FoldedText, p.LastAt });
    }
}

public enum SearchCause
{
    /// <summary>Nobody has written about it.</summary>
    NoContent = 1,

    /// <summary>There is something, for other audiences.</summary>
    NoPermission = 2,

    /// <summary>What there was has expired or is archived.</summary>
    Expired = 3,
    Misspelt = 4,
}

/// <summary>Why a text found nothing, when that was last looked at.</summary>
public sealed class SearchExplanation
{
    public required string FoldedText { get; init; }
    public required SearchCause Cause { get; set; }

    /// <summary>What was probably meant, for a misspelt one.</summary>
    public string? Meant { get; set; }

    /// <summary>What would have answered, for one that expired or is for others.</summary>
    public int? ItemId { get; set; }
    public required DateTimeOffset At { get; set; }

    internal static void Map(EntityTypeBuilder<SearchExplanation> explanation)
    {
        explanation.HasKey(e => e.FoldedText);
        explanation.Property(e => e.FoldedText).HasMaxLength(SearchRecord.MaxTextLength);
        explanation.Property(e => e.Meant).HasMaxLength(SearchRecord.MaxTextLength);
    }
}
