namespace EnablementHub.Features.Shared.Components.Figures;

public sealed record BarModel(string Label, double Value, string? Words = null, string? Href = null);
