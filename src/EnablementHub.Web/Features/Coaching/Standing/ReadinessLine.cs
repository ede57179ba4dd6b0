using System.Runtime.InteropServices;
using EnablementHub.Features.Learning;

namespace EnablementHub.Features.Coaching.Standing;

public enum RequirementKind
{
    Certificate = 1,
    Onboarding = 2,
    Training = 3,
}

/// <summary>One thing that people must have; a column of the board.</summary>
/// <param name="Target">Of training; null for the others.</param>
/// <param name="Id">The certification, the checklist's template, or the target's number.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RequirementKey(RequirementKind Kind, LearningKind? Target, int Id);

public enum LineState
{
    Done,

    /// <summary>Valid, but it ends soon and can be renewed.</summary>
    Ending,

    /// <summary>To do, and not late.</summary>
    Open,
    Overdue,

    /// <summary>Had once, over now.</summary>
    Expired,
}

/// <summary>One line of how ready somebody is: what it is, how much it counts, and why as much as it does.</summary>
/// <param name="Weight">0: shown, but doesn't count.</param>
/// <param name="Share">0 to 1.</param>
/// <param name="Day">What the state is about: done on, due on, ends on.</param>
/// <param name="Why">In words, with the numbers.</param>
/// <param name="Late">How many things of it are past their day.</param>
/// <param name="Url">Where the person does it.</param>
public sealed record ReadinessLine(RequirementKey Key, string Title, LineState State, int Weight, double Share, DateOnly? Day, string Why, bool IsMandatory, int Late, string? Url)
{
    public bool IsProblem => State is LineState.Overdue or LineState.Expired;
}

/// <summary>What somebody must have, and how far they are.</summary>
public sealed record Readiness(IReadOnlyList<ReadinessLine> Lines)
{
    public static Readiness None { get; } = new([]);

    /// <summary>Null: nothing is asked.</summary>
    public int? Percent { get; } = ReadinessRules.Percent(Lines.Select(line => (line.Weight, line.Share)));

    public int Overdue => Lines.Sum(line => line.Late);

    public int OverdueMandatory => Lines.Where(line => line.IsMandatory).Sum(line => line.Late);

    public int Expiring => Lines.Count(line => line.State == LineState.Ending);

    public int Done => Lines.Count(line => line.Weight > 0 && line.Share >= 1);

    public int Asked => Lines.Count(line => line.Weight > 0);
}
