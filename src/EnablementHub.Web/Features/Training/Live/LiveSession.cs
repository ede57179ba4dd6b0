using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Training.Live;

/// <summary>An expert holds a session at a date, with so many places.</summary>
public sealed class LiveSession
{
    public const int MaxKeyLength = 100;
    public const int MaxTitleLength = 160;
    public const int MaxWordsLength = 2000;
    public const int MaxPlaceLength = 300;
    public const int MaxPlaces = 10_000;
    public const int MaxMinutes = 600;

    private readonly List<LiveSignUp> _signUps = [];

    public int Id { get; private set; }

    /// <summary>The name by which the seed finds it again; null for what was written here.</summary>
    public string? Key { get; init; }
    public required string Title { get; set; }

    /// <summary>What it is about, and what to bring; plain text.</summary>
    public string Words { get; set; } = "";
    public required int ExpertId { get; set; }
    public Person Expert { get; private set; } = null!;
    public required DateTimeOffset StartsAt { get; set; }
    public required int Minutes { get; set; }

    /// <summary>A room, or the address of a call.</summary>
    public string Place { get; set; } = "";

    /// <summary>0: as many as like.</summary>
    public int Places { get; set; }
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>The item that holds its recording, once there is one.</summary>
    public int? RecordingItemId { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Moves with every change and every sign-up, so that the last place goes to one.</summary>
    public int Revision { get; private set; }

    /// <summary>Counts changes of date and place, for calendars.</summary>
    public int Sequence { get; private set; }

    public IReadOnlyList<LiveSignUp> SignUps => _signUps;

    public DateTimeOffset EndsAt => StartsAt.AddMinutes(Minutes);

    /// <summary>Needs all sign-ups to be loaded.</summary>
    public int Taken => _signUps.Count(signUp => signUp.State == SignUpState.Booked);

    public bool HasRoom => Places == 0 || Taken < Places;

    /// <summary>A place, or one on the waiting list; somebody who cancelled comes back at its end. Needs all sign-ups to be loaded.</summary>
    public LiveSignUp SignUp(int personId, DateTimeOffset now)
    {
        var own = _signUps.Find(signUp => signUp.PersonId == personId);
        var state = HasRoom ? SignUpState.Booked : SignUpState.Waiting;
        if (own is null) _signUps.Add(own = new LiveSignUp { PersonId = personId });
        else if (own.State != SignUpState.Cancelled) return own;
        own.Enter(state, now);
        Revision++;
        return own;
    }

    /// <returns>Who moves up into the place; empty: nobody waits, or no place became free.</returns>
    public IReadOnlyList<LiveSignUp> Cancel(LiveSignUp signUp, DateTimeOffset now)
    {
        signUp.Enter(SignUpState.Cancelled, now);
        return MoveUp(now);
    }

    /// <summary>Fills free places from the waiting list, first come first served. Needs all sign-ups to be loaded.</summary>
    public IReadOnlyList<LiveSignUp> MoveUp(DateTimeOffset now)
    {
        Revision++;
        var moved = new List<LiveSignUp>();
        foreach (var next in _signUps.Where(signUp => signUp.State == SignUpState.Waiting).OrderBy(signUp => signUp.SignedUpAt).ThenBy(signUp => signUp.Id).ToList())
        {
            if (!HasRoom) break;
            next.Enter(SignUpState.Booked, now, keepsTurn: true);
            moved.Add(next);
        }

        return moved;
    }

    public void Change(bool movesIt)
    {
        if (movesIt) Sequence++;
        Revision++;
    }

    public void CancelSession(DateTimeOffset now)
    {
        CancelledAt ??= now;
        Change(movesIt: true);
    }

    internal static void Map(EntityTypeBuilder<LiveSession> session)
    {
        session.Property(s => s.Key).HasMaxLength(MaxKeyLength);
        session.HasIndex(s => s.Key).IsUnique();
        session.Property(s => s.Title).HasMaxLength(MaxTitleLength);
        session.Property(s => s.Words).HasMaxLength(MaxWordsLength);
        session.Property(s => s.Place).HasMaxLength(MaxPlaceLength);
        session.Property(s => s.Revision).IsConcurrencyToken();
        session.Ignore(s => s.EndsAt);
        session.Ignore(s => s.Taken);
        session.Ignore(s => s.HasRoom);
        session.HasOne(s => s.Expert).WithMany().HasForeignKey(s => s.ExpertId).OnDelete(DeleteBehavior.Restrict);
        session.HasOne<Item>().WithMany().HasForeignKey(s => s.RecordingItemId).OnDelete(DeleteBehavior.SetNull);
        session.HasMany(s => s.SignUps).WithOne(s => s.Session).HasForeignKey(s => s.SessionId).OnDelete(DeleteBehavior.Cascade);
        session.HasIndex(s => s.StartsAt);
    }
}

public enum SignUpState
{
    Booked = 0,
    Waiting = 1,
    Cancelled = 2,
}

public enum Attendance
{
    /// <summary>Nobody has said yet.</summary>
    Unknown = 0,
    Attended = 1,
    Missed = 2,
}

/// <summary>Somebody's place in a session, or on its waiting list.</summary>
public sealed class LiveSignUp
{
    public int Id { get; private set; }
    public int SessionId { get; private set; }
    public LiveSession Session { get; private set; } = null!;
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;

    /// <summary>Decides the order of the waiting list.</summary>
    public DateTimeOffset SignedUpAt { get; private set; }
    public SignUpState State { get; private set; }
    public Attendance Attendance { get; set; }

    internal void Enter(SignUpState state, DateTimeOffset now, bool keepsTurn = false)
    {
        State = state;
        if (!keepsTurn) SignedUpAt = now;
    }

    internal static void Map(EntityTypeBuilder<LiveSignUp> signUp)
    {
        signUp.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        signUp.HasIndex(s => new { s.SessionId, s.PersonId }).IsUnique();
        signUp.HasIndex(s => new { s.PersonId, s.State });
    }
}
