namespace EnablementHub.Features.Taxonomy;

/// <param name="Uses">How many items carry it.</param>
public sealed record FacetValueRow(CatalogValue Value, int Uses);

public sealed record FacetGroupRows(FacetGroup Group, IReadOnlyList<FacetValueRow> Values);

/// <summary>What a refused form held and why, so that nothing typed is lost.</summary>
public sealed record FacetFormState
{
    public string? Group { get; init; }
    public int? ValueId { get; init; }
    public string Typed { get; init; } = "";
    public string Problem { get; init; } = "";
}

public sealed record FacetsPage(IReadOnlyList<FacetGroupRows> Groups)
{
    public FacetFormState? State { get; init; }
}

public sealed record SynonymsPage(IReadOnlyList<SynonymList> Lists)
{
    public int? ListId { get; init; }
    public string Typed { get; init; } = "";
    public string? Problem { get; init; }
}

/// <summary>One value's forms in its group.</summary>
public sealed record FacetValueForm(FacetGroupRows Group, int Index, FacetFormState? State)
{
    public FacetValueRow Row => Group.Values[Index];
}
