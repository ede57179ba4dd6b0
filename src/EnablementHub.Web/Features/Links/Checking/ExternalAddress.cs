using EnablementHub.Features.Links.Graph;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Links.Checking;

public enum AddressState
{
    /// <summary>Not looked at yet.</summary>
    New = 0,
    Works = 1,

    /// <summary>Its server says that it has moved for good.</summary>
    Moved = 2,

    /// <summary>It has failed, on fewer than three days.</summary>
    Failing = 3,

    /// <summary>It has failed on three different days.</summary>
    Dead = 4,

    /// <summary>The hub doesn't ask it: its robots file forbids it, or it lies in a private network.</summary>
    NotChecked = 5,
}

/// <summary>A web address that live or waiting texts link to, and what came of asking it.</summary>
public sealed class ExternalAddress
{
    public const int MaxHostLength = 255;
    public const int MaxReasonLength = 300;

    /// <summary>Failures on so many different days make an address dead.</summary>
    public const int DeadAfterDays = 3;

    public int Id { get; private set; }
    public required string Key { get; init; }

    /// <summary>Without a fragment.</summary>
    public required string Url { get; init; }
    public required string Host { get; init; }
    public AddressState State { get; private set; }

    /// <summary>In words, what the last look at it found.</summary>
    public string Reason { get; private set; } = "";
    public string? MovedTo { get; private set; }
    public DateTimeOffset? CheckedAt { get; private set; }
    public required DateTimeOffset NextCheckAt { get; set; }
    public DateTimeOffset? DeadSince { get; private set; }

    /// <summary>Days with failures since it last worked, and the last of them.</summary>
    public int FailedDays { get; private set; }
    public DateOnly? LastFailedOn { get; private set; }

    /// <summary>Owners have been told.</summary>
    public bool IsTold { get; set; }

    public void Note(CheckedAddress found, DateTimeOffset now, DateOnly today)
    {
        NextCheckAt = now + Wait(found);
        if (found.Outcome == CheckOutcome.Later) return;
        CheckedAt = now;
        Reason = found.Reason.Length <= MaxReasonLength ? found.Reason : found.Reason[..MaxReasonLength];
        MovedTo = found.MovedTo is { Length: <= VersionLink.MaxAddressLength } moved ? moved : null;
        if (found.Outcome == CheckOutcome.Failed)
        {
            if (LastFailedOn != today) FailedDays++;
            LastFailedOn = today;
            State = FailedDays >= DeadAfterDays ? AddressState.Dead : AddressState.Failing;
            DeadSince = State == AddressState.Dead ? DeadSince ?? now : null;
        }
        else
        {
            State = found.Outcome switch { CheckOutcome.Refused => AddressState.NotChecked, _ when MovedTo is not null => AddressState.Moved, _ => AddressState.Works };
            FailedDays = 0;
            LastFailedOn = null;
            DeadSince = null;
            IsTold = false;
        }
    }

    /// <summary>What works is asked once a week, what fails once a day until it is dead; a server that asks for a pause gets it.</summary>
    private TimeSpan Wait(CheckedAddress found) => found.Outcome switch
    {
        CheckOutcome.Later => TimeSpan.FromHours(Math.Clamp(found.RetryAfter?.TotalHours ?? 6, 1, 7 * 24)),
        CheckOutcome.Failed when State != AddressState.Dead => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(7),
    };

    internal static void Map(EntityTypeBuilder<ExternalAddress> address)
    {
        address.Property(a => a.Key).HasMaxLength(VersionLink.KeyLength);
        address.Property(a => a.Url).HasMaxLength(VersionLink.MaxAddressLength);
        address.Property(a => a.Host).HasMaxLength(MaxHostLength);
        address.Property(a => a.Reason).HasMaxLength(MaxReasonLength);
        address.Property(a => a.MovedTo).HasMaxLength(VersionLink.MaxAddressLength);
        address.HasIndex(a => a.Key).IsUnique();
        address.HasIndex(a => a.NextCheckAt);
        address.HasIndex(a => a.State);
    }
}

public enum CheckOutcome
{
    Works,
    Failed,

    /// <summary>The hub may not ask.</summary>
    Refused,

    /// <summary>Its server wants to be asked at another time; that says nothing about the page.</summary>
    Later,
}

/// <param name="Reason">In words.</param>
/// <param name="MovedTo">Where a permanent redirect leads; only when what it leads to works.</param>
public sealed record CheckedAddress(CheckOutcome Outcome, string Reason, string? MovedTo = null)
{
    /// <summary>The name led nowhere, which is also what a hub without a network sees.</summary>
    public bool IsUnresolved { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}
