using System.ComponentModel.DataAnnotations;

namespace EnablementHub.Platform.Settings;

/// <summary>Section <c>Node</c>: what tells this process from the others of the same hub.</summary>
public sealed class NodeOptions
{
    public const string Section = "Node";

    /// <summary>Needed where several processes share one data directory; each keeps its search index in a folder named so.</summary>
    [RegularExpression("^[a-z0-9][a-z0-9-]{0,39}$", ErrorMessage = "Node:Name may have up to 40 small letters, digits and hyphens, such as hub-1.")]
    public string? Name { get; set; }

    /// <summary>How long a node that was asked to stop goes on to answer while its readiness says no: longer than a balancer's time between two looks.</summary>
    [Range(0, MaxDrainSeconds, ErrorMessage = "Node:DrainSeconds must lie between 0 and 20.")]
    public int DrainSeconds { get; set; }

    /// <summary>The rest of half a minute is for requests that are still open, and service managers rarely wait longer.</summary>
    public const int MaxDrainSeconds = 20;
}

/// <summary>Section <c>Jobs</c>.</summary>
public sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>How long a job's work stays with a node that gives no sign of life; while it works it renews the lease.</summary>
    [Range(3, 3600, ErrorMessage = "Jobs:LeaseSeconds must lie between 3 and 3600.")]
    public int LeaseSeconds { get; set; } = 60;
}
