namespace EnablementHub.Features.Search.Engine;

/// <summary>What the lead teaches the engine besides the items.</summary>
public sealed record SearchVocabulary
{
    public static SearchVocabulary Empty { get; } = new();

    /// <summary>Lists of words or short phrases that mean the same, such as <c>CRM</c> and <c>customer relationship management</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Synonyms { get; init; } = [];

    /// <summary>The values of dimensions that may be suggested, with their names.</summary>
    public IReadOnlyList<FacetLabel> Labels { get; init; } = [];
}

public sealed record FacetLabel(string Dimension, string Value, string Label);
