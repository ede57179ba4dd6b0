namespace EnablementHub.Features.Reviews.Queue;

/// <summary>
/// How much an item may do while nobody checks it: the order of the review queue, here and nowhere else.
/// Each factor has one added, so that none wipes out the others when it is nothing.
/// </summary>
public static class Harm
{
    public const string Explanation = "Harm = (uses in the last 90 days + 1) × (days overdue + 1) × (open reports + 1) × (places that depend on it + 1). Uses are plays, or views and downloads of what isn't played. What was never verified is overdue since it was published.";

    public static double Of(int uses, int daysOverdue, int reports, int dependants) =>
        (Math.Max(0, uses) + 1.0) * (Math.Max(0, daysOverdue) + 1.0) * (reports + 1.0) * (dependants + 1.0);
}
