using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Library.Trusting;

public enum TrustEventKind
{
    /// <summary>Checked while it was changed: what is published is a new version.</summary>
    Verified = 1,

    /// <summary>Checked and found right as it is.</summary>
    Kept = 2,
    Postponed = 3,
    Lost = 4,
    Reassigned = 5,
    Claimed = 6,
}

/// <summary>One line of an item's trust history. Never changed.</summary>
public sealed class TrustEvent
{
    public const int MaxNoteLength = 300;

    public long Id { get; private set; }
    public required int ItemId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null for what the hub noted by itself.</summary>
    public int? PersonId { get; init; }
    public Person? Person { get; private set; }
    public required TrustEventKind Kind { get; init; }

    /// <summary>Always there where trust was lost.</summary>
    public TrustReason? Reason { get; init; }

    /// <summary>In the person's words; empty where none were asked.</summary>
    public string Note { get; init; } = "";

    /// <summary>The last day of a verification or of a postponement.</summary>
    public DateOnly? Until { get; init; }

    internal static void Map(EntityTypeBuilder<TrustEvent> trust)
    {
        trust.Property(t => t.Note).HasMaxLength(MaxNoteLength);
        trust.HasIndex(t => new { t.ItemId, t.Id });
        trust.HasIndex(t => new { t.Kind, t.At });
        trust.HasOne<Item>().WithMany().HasForeignKey(t => t.ItemId).OnDelete(DeleteBehavior.Cascade);
        trust.HasOne(t => t.Person).WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Puts the rows that belong to a change of trust beside it: history, audit, and a change row for the search index.</summary>
public static class TrustLog
{
    public static void LogVerified(this HubDbContext database, Item item, int personId, TrustEventKind kind, DateTimeOffset now) =>
        database.TrustEvents.Add(new TrustEvent { ItemId = item.Id, At = now, PersonId = personId, Kind = kind, Until = item.ReviewDueOn });

    /// <summary>Takes an item's trust and says why. Saves nothing.</summary>
    /// <param name="personId">Null for the hub itself.</param>
    /// <returns>False when there was no trust to lose.</returns>
    public static bool TakeTrust(this HubDbContext database, Item item, TrustReason reason, DateOnly today, DateTimeOffset now, int? personId = null, string note = "")
    {
        if (!item.LoseTrust(reason, today)) return false;
        database.TrustEvents.Add(new TrustEvent { ItemId = item.Id, At = now, PersonId = personId, Kind = TrustEventKind.Lost, Reason = reason, Note = note });
        database.LogItem(item, personId, ItemActions.TrustLost, now, reason.Describe());
        return true;
    }
}

/// <summary>How a line of the history reads after the name of the person.</summary>
public static class TrustWords
{
    public static string Describe(TrustEventKind kind, TrustReason? reason, DateOnly? until) => kind switch
    {
        TrustEventKind.Verified => "changed and verified it" + Until(until),
        TrustEventKind.Kept => "verified it as it is" + Until(until),
        TrustEventKind.Postponed => $"postponed the review until {Day(until)}",
        TrustEventKind.Lost => $"ended the verification because {reason?.Describe()}",
        TrustEventKind.Reassigned => "gave the review to somebody else",
        _ => "claimed the review",
    };

    private static string Until(DateOnly? day) => day is null ? "" : $" until {Day(day)}";

    private static string Day(DateOnly? day) => day?.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
