using EnablementHub.Benchmarks.Web;

namespace EnablementHub.Benchmarks;

/// <param name="Name">For <c>--only</c>.</param>
/// <param name="RunAsync">Takes whether to use the small sizes.</param>
public sealed record Suite(string Name, Func<bool, Task<IReadOnlyList<Gate>>> RunAsync);

/// <summary>Every group of measurements, in the order in which they run.</summary>
public static class Suites
{
    public static IReadOnlyList<Suite> All { get; } =
    [
        .. Search.SearchEngines.All.Select(engine => new Suite($"engine {engine.Name}", isShort => Search.SearchSuite.RunAsync(engine, isShort))),
        .. Search.SearchEngines.All.Select(engine => new Suite($"a million {engine.Name}", isShort => Search.ScaleSuite.RunAsync(engine, isShort))),
        new("relevance", Relevance.RelevanceSuite.RunAsync),
        new("search page", SearchPageGates.RunAsync),
        new("ranges", RangeGates.RunAsync),
        new("assignment", AssignmentGates.RunAsync),
        new("team", TeamGates.RunAsync),
        new("start", StartGates.RunAsync),
        new("usage", Usage.UsageSuite.RunAsync),
        new("lifecycle", Lifecycle.LifecycleSuite.RunAsync),
        new("import", Importing.ImportSuite.RunAsync),
    ];
}
