using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Showing;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Reviews.Reports;
using EnablementHub.Features.Usage;

namespace EnablementHub.Features.Reviews.Queue;

/// <summary>What the address of the queue says. Progress travels with it, so that it needs neither a session nor script.</summary>
/// <param name="OnlyMine">Else everybody's; for leads.</param>
/// <param name="Done">Decisions since the person began.</param>
/// <param name="Planned">How many they set out for; 0: not set out yet.</param>
/// <param name="ItemId">The item that they took out of its turn.</param>
public sealed record QueueRequest(bool OnlyMine, int Done, int Planned, int? ItemId)
{
    public const int Sitting = 20;

    public static QueueRequest Read(bool managesContent, string? who, int? done, int? planned, int? itemId)
    {
        var of = Math.Clamp(planned ?? 0, 0, Sitting);
        return new QueueRequest(!managesContent || who == "me", Math.Clamp(done ?? 0, 0, of), of, itemId);
    }

    /// <summary>Takes an archive decision back; the address carries what a form would.</summary>
    public string UndoHref(int itemId, int revision) => FormattableString.Invariant($"/reviews/{itemId}/restore?revision={revision}&who={(OnlyMine ? "me" : "all")}&done={Done}&of={Planned}");

    public string Href => FormattableString.Invariant($"/reviews?who={(OnlyMine ? "me" : "all")}&done={Done}&of={Planned}") + (ItemId is { } item ? FormattableString.Invariant($"&item={item}") : "");
}

/// <summary>One item that waits for a check, with what its place in the queue comes from.</summary>
public sealed record QueueRow
{
    public required int Id { get; init; }
    public required ItemKind Kind { get; init; }
    public required string Title { get; init; }
    public required int Uses { get; init; }

    /// <summary>0 while it isn't overdue.</summary>
    public required int DaysOverdue { get; init; }
    public required int Reports { get; init; }
    public required int Dependants { get; init; }
    public double Harm => Queue.Harm.Of(Uses, DaysOverdue, Reports, Dependants);
}

/// <param name="Person">Whoever reported it.</param>
public sealed record ReportRow(ReportReason Reason, string Person, DateTimeOffset At, double? Moment, string Text);

public sealed record SearchRow(string Text, int Times);

/// <summary>The item whose turn it is, with everything that a decision needs.</summary>
public sealed record QueueCard
{
    public required QueueRow Row { get; init; }
    public required ItemPage Item { get; init; }
    public required int Revision { get; init; }
    public required ItemFigures Figures { get; init; }
    public required IReadOnlyList<SearchRow> Searches { get; init; }
    public required IReadOnlyList<ReportRow> Reports { get; init; }
    public required IReadOnlyList<Dependant> Dependants { get; init; }

    /// <summary>What changed last, in the writer's words; empty where they said nothing.</summary>
    public required string LastNote { get; init; }
    public required string LastAuthor { get; init; }
    public required DateTimeOffset LastChangeAt { get; init; }

    /// <summary>The group whose member may claim it; null: it is claimed, or somebody's own.</summary>
    public required string? UnclaimedBy { get; init; }
    public required bool MayArchive { get; init; }
    public required ItemChoiceLists Choices { get; init; }
}

/// <summary>What a refused decision held, so that nothing typed is lost.</summary>
public sealed record RefusedDecision(string Decision, IReadOnlyList<FieldProblem> Problems, string Typed = "", int Days = 0)
{
    public string Sentence => string.Join(' ', Problems.Select(problem => problem.Sentence));
}

public sealed record QueuePage
{
    private const int SecondsEach = 15;

    public required QueueRequest Request { get; init; }
    public required bool ManagesContent { get; init; }

    /// <summary>Null: nothing waits.</summary>
    public required QueueCard? Card { get; init; }

    /// <summary>What comes after it.</summary>
    public required IReadOnlyList<QueueRow> Next { get; init; }
    public required int Waiting { get; init; }
    public RefusedDecision? Refused { get; init; }

    /// <summary>How many this sitting has: as planned at its beginning, but never more than there are.</summary>
    public int Planned => Math.Min(Request.Planned == 0 ? QueueRequest.Sitting : Request.Planned, Request.Done + Waiting);
    public bool IsSittingDone => Request.Planned > 0 && Request.Done >= Request.Planned;

    public string Pace
    {
        get
        {
            var minutes = (Planned - Request.Done) * SecondsEach / 60;
            return minutes < 1 ? "less than a minute" : minutes == 1 ? "about 1 minute" : FormattableString.Invariant($"about {minutes} minutes");
        }
    }
}
