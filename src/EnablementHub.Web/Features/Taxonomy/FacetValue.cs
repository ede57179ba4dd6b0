using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Taxonomy;

/// <summary>One choice in a facet group, for example sales stage "Negotiation". The lead edits these.</summary>
public sealed class FacetValue
{
    public const int MaxValueLength = 60;
    public const int MaxLabelLength = 80;

    public int Id { get; private set; }

    /// <summary>The group's slug, one of <see cref="FacetGroups.All"/>.</summary>
    public required string Group { get; init; }

    /// <summary>Stands in addresses and the API; never changes.</summary>
    public required string Value { get; init; }

    public required string Label { get; set; }
    public int Position { get; set; }

    /// <summary>No longer offered in editors; items that carry it keep it.</summary>
    public bool IsRetired { get; set; }

    internal static void Map(EntityTypeBuilder<FacetValue> value)
    {
        value.Property(v => v.Group).HasMaxLength(30);
        value.Property(v => v.Value).HasMaxLength(MaxValueLength);
        value.Property(v => v.Label).HasMaxLength(MaxLabelLength);
        value.HasIndex(v => new { v.Group, v.Value }).IsUnique();
    }
}

/// <param name="Slug">In addresses and the API.</param>
/// <param name="AllowsSeveral">False: an item carries one value at most.</param>
public sealed record FacetGroup(string Slug, string Label, bool AllowsSeveral);

/// <summary>The groups are the field's own and fixed; their values are the lead's.</summary>
public static class FacetGroups
{
    public const string Topic = "topic";
    public const string Speaker = "speaker";
    public const string Format = "format";

    /// <summary>Its values follow from <c>Item.Language</c>, so it has no rows.</summary>
    public const string Language = "language";

    public static readonly IReadOnlyList<FacetGroup> All =
    [
        new(Topic, "Topic", true),
        new("persona", "Persona", true),
        new("company-size", "Company size", true),
        new("sales-stage", "Sales stage", true),
        new("deal-phase", "Deal phase", true),
        new(Speaker, "Speaker", false),
        new("product", "Product", true),
        new("competitor", "Competitor", true),
        new(Format, "Format", false),
        new(Language, "Language", false),
    ];

    public static IEnumerable<FacetGroup> Edited => All.Where(group => group.Slug != Language);
}

/// <summary>Words that mean the same in search, for example "PO" and "purchase order". The lead edits these.</summary>
public sealed class SynonymList
{
    public const int MaxTermsLength = 500;

    public int Id { get; private set; }

    /// <summary>The words and phrases, separated by commas.</summary>
    public required string Terms { get; set; }

    public IEnumerable<string> Split() => Terms.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    internal static void Map(EntityTypeBuilder<SynonymList> list) => list.Property(l => l.Terms).HasMaxLength(MaxTermsLength);
}
