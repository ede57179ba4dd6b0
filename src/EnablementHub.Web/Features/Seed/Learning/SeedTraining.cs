namespace EnablementHub.Features.Seed.Learning;

/// <summary>A file of <c>training/*.yaml</c>; several files make one programme.</summary>
public sealed class SeedTraining
{
    public List<SeedCourse> Courses { get; set; } = [];
    public List<SeedTask> Tasks { get; set; } = [];
    public List<SeedSession> Sessions { get; set; } = [];
    public List<SeedAssigned> Assigned { get; set; } = [];
}

public sealed class SeedCourse
{
    public string Key { get; set; } = "";
    public string Title { get; set; } = "";
    public string Summary { get; set; } = "";
    public string Owner { get; set; } = "";
    public List<string> Topics { get; set; } = [];
    public List<string> Enrolled { get; set; } = [];
    public List<SeedPart> Parts { get; set; } = [];
}

/// <summary>Names one thing to learn.</summary>
public class SeedTarget
{
    public string? Item { get; set; }

    /// <summary>An exercise or a course elsewhere.</summary>
    public string? Task { get; set; }
    public string? Course { get; set; }
    public string? Session { get; set; }
}

public sealed class SeedPart : SeedTarget
{
    public string Section { get; set; } = "";
    public bool Optional { get; set; }
}

public sealed class SeedTask
{
    public string Key { get; set; } = "";

    /// <summary>exercise or external.</summary>
    public string Kind { get; set; } = "";
    public string Title { get; set; } = "";
    public string Words { get; set; } = "";
    public string Owner { get; set; } = "";
    public string? Confirmer { get; set; }
    public string Provider { get; set; } = "";
    public string? Url { get; set; }
    public int Minutes { get; set; }
    public List<string> Topics { get; set; } = [];
    public List<SeedTold> Told { get; set; } = [];
}

public sealed class SeedTold
{
    public string Person { get; set; } = "";
    public int DaysAgo { get; set; }
    public string Report { get; set; } = "";

    /// <summary>Nobody: it waits.</summary>
    public string? DecidedBy { get; set; }
    public bool Confirmed { get; set; }
    public string Remark { get; set; } = "";
}

public sealed class SeedSession
{
    public string Key { get; set; } = "";
    public string Title { get; set; } = "";
    public string Words { get; set; } = "";
    public string Expert { get; set; } = "";
    public string Day { get; set; } = "";

    /// <summary>In the organisation's zone, for example 15:00.</summary>
    public string Time { get; set; } = "";
    public int Minutes { get; set; }
    public string Place { get; set; } = "";
    public int Places { get; set; }
    public string? Recording { get; set; }
    public List<string> Topics { get; set; } = [];
    public List<string> SignedUp { get; set; } = [];
    public List<string> Attended { get; set; } = [];
}

public sealed class SeedAssigned : SeedTarget
{
    public string By { get; set; } = "";
    public List<string> People { get; set; } = [];
    public string? Team { get; set; }
    public string? Joiners { get; set; }
    public bool Everyone { get; set; }
    public string? Due { get; set; }
    public int? DueAfterDays { get; set; }
    public bool Again { get; set; }
    public bool Mandatory { get; set; }
    public string Note { get; set; } = "";
}
