namespace EnablementHub.Features.Shared.Components.Figures;

/// <param name="Name">What is counted; stands over its column and beside its line.</param>
/// <param name="Values">One for each label.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double> Values);

/// <summary>A chart and the table behind it; the table is what stands on the page, the drawing is made from it.</summary>
public sealed record ChartModel
{
    public required string Id { get; init; }
    public required string Caption { get; init; }
    public required string LabelHeading { get; init; }
    public required IReadOnlyList<string> Labels { get; init; }
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>"bar" or "line".</summary>
    public string Form { get; init; } = "bar";

    public bool IsEmpty => Series.All(series => series.Values.All(value => value == 0));
}
