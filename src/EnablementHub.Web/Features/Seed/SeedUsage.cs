namespace EnablementHub.Features.Seed;

/// <summary><c>usage.yaml</c>: what people did in the weeks before the hub was loaded.</summary>
public sealed class SeedUsage
{
    public int Weeks { get; set; } = 6;
    public List<SeedPlay> Plays { get; set; } = [];
    public List<SeedView> Views { get; set; } = [];
    public List<SeedSearch> Searches { get; set; } = [];
}

public class SeedView
{
    public string Item { get; set; } = "";

    /// <summary>One e-mail address, or a list of them.</summary>
    public object Person { get; set; } = "";

    /// <summary>For each of the people.</summary>
    public double CountPerWeek { get; set; } = 1;

    public IReadOnlyList<string> People => Person is IEnumerable<object> list ? [.. list.Cast<string>()] : [(string)Person];
}

public sealed class SeedPlay : SeedView
{
    /// <summary>Share of the recording that was seen by the end, from 0 to 1.</summary>
    public double Watched { get; set; } = 1;
}

public sealed class SeedSearch
{
    public string Text { get; set; } = "";
    public double PerWeek { get; set; } = 1;

    /// <summary>Key of the item that was opened, or "none" when nothing was found.</summary>
    public string Result { get; set; } = "none";

    public object? Person { get; set; }

    public IReadOnlyList<string> People => Person switch { null => [], IEnumerable<object> list => [.. list.Cast<string>()], _ => [(string)Person] };
}
