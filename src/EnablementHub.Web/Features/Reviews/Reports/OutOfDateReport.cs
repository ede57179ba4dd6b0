using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Reviews.Reports;

public enum ReportReason
{
    Wrong = 1,
    Replaced = 2,
    Price = 3,
    NoLongerOffered = 4,
    BrokenLink = 5,
    Other = 6,
}

public enum ReportOutcome
{
    /// <summary>Checked and found right as it is.</summary>
    Kept = 1,
    Changed = 2,

    /// <summary>Archived, expired or gone.</summary>
    Ended = 3,
}

/// <summary>A reader says that an item is out of date. One open report a person and item: a second one replaces its words.</summary>
public sealed class OutOfDateReport
{
    public const int MaxTextLength = 1_000;

    /// <summary>So many people within so many days end an item's trust (FIELD, Lifecycle).</summary>
    public const int PeopleToEndTrust = 2;
    public const int WithinDays = 14;

    public int Id { get; private set; }
    public required int ItemId { get; init; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required DateTimeOffset At { get; set; }
    public required ReportReason Reason { get; set; }

    /// <summary>Seconds into the recording; null: the whole, or it has none.</summary>
    public double? Moment { get; set; }
    public string Text { get; set; } = "";
    public DateTimeOffset? SettledAt { get; private set; }
    public ReportOutcome? Outcome { get; private set; }

    public void Settle(ReportOutcome outcome, DateTimeOffset now)
    {
        Outcome = outcome;
        SettledAt = now;
    }

    internal static void Map(EntityTypeBuilder<OutOfDateReport> report)
    {
        report.Property(r => r.Text).HasMaxLength(MaxTextLength);
        report.HasIndex(r => new { r.ItemId, r.SettledAt });
        report.HasIndex(r => r.SettledAt);
        report.HasIndex(r => new { r.PersonId, r.At });
        report.HasOne<Item>().WithMany().HasForeignKey(r => r.ItemId).OnDelete(DeleteBehavior.Cascade);
        report.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

public static class ReportWords
{
    public static readonly IReadOnlyList<ReportReason> Reasons = Enum.GetValues<ReportReason>();

    public static string Label(this ReportReason reason) => reason switch
    {
        ReportReason.Wrong => "What it says is wrong",
        ReportReason.Replaced => "There is something newer",
        ReportReason.Price => "A price or condition has changed",
        ReportReason.NoLongerOffered => "We no longer offer this",
        ReportReason.BrokenLink => "A link or file in it is broken",
        _ => "Something else",
    };

    /// <summary>Stands in forms.</summary>
    public static string Slug(this ReportReason reason) => reason switch
    {
        ReportReason.NoLongerOffered => "no-longer-offered",
        ReportReason.BrokenLink => "broken-link",
        _ => reason.ToString().ToLowerInvariant(),
    };

    /// <summary>Follows the item's title.</summary>
    public static string Describe(this ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Changed => "was changed and checked again",
        ReportOutcome.Kept => "was checked and is right as it is",
        _ => "was taken out",
    };
}
