namespace EnablementHub.Features.Seed;

/// <summary><c>hub.yaml</c></summary>
public sealed class SeedHub
{
    public SeedOrganisation Organisation { get; set; } = new();
    public List<SeedTeam> Teams { get; set; } = [];
    public List<SeedHoliday> Holidays { get; set; } = [];

    /// <summary>Facet group → values in their order.</summary>
    public Dictionary<string, List<SeedFacetValue>> Facets { get; set; } = [];

    /// <summary>Each list: words and phrases that mean the same.</summary>
    public List<List<string>> Synonyms { get; set; } = [];
}

public sealed class SeedOrganisation
{
    public string Name { get; set; } = "";
    public string TimeZone { get; set; } = "Etc/UTC";
}

public sealed class SeedTeam
{
    public string Key { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Region { get; set; }
}

public sealed class SeedHoliday
{
    public string Day { get; set; } = "";
    public string Name { get; set; } = "";
    public string Region { get; set; } = "";
}

public sealed class SeedFacetValue
{
    public string Value { get; set; } = "";
    public string Label { get; set; } = "";
}

/// <summary>The front matter of an item's file. Dates are days from the day of loading (<c>-40d</c>) or absolute.</summary>
public sealed class SeedFrontMatter
{
    public string Title { get; set; } = "";
    public string Summary { get; set; } = "";
    public string Owner { get; set; } = "";
    public string State { get; set; } = "published";
    public string? Published { get; set; }
    public string? Verified { get; set; }
    public string? ReviewDue { get; set; }
    public string? Release { get; set; }
    public string? Expires { get; set; }
    public string? Successor { get; set; }

    /// <summary>The word "everyone", or a map with <c>teams</c> and <c>roles</c>.</summary>
    public object? Audience { get; set; }

    public string Language { get; set; } = "en";
    public string Use { get; set; } = "internal";
    public List<string> Tags { get; set; } = [];
    public List<string> Topic { get; set; } = [];
    public List<string> Persona { get; set; } = [];
    public List<string> CompanySize { get; set; } = [];
    public List<string> SalesStage { get; set; } = [];
    public List<string> DealPhase { get; set; } = [];
    public List<string> Product { get; set; } = [];
    public List<string> Competitor { get; set; } = [];
    public string? Speaker { get; set; }
    public string? Format { get; set; }
    public string Context { get; set; } = "";
    public string Recap { get; set; } = "";
    public string CheatSheet { get; set; } = "";
    public string? Url { get; set; }
    public string? Media { get; set; }
    public string? Captions { get; set; }

    /// <summary>Facet group → values, as the facet rows want them.</summary>
    public IEnumerable<(string Group, string Value)> FacetValues() =>
        Of("topic", Topic).Concat(Of("persona", Persona)).Concat(Of("company-size", CompanySize)).Concat(Of("sales-stage", SalesStage))
            .Concat(Of("deal-phase", DealPhase)).Concat(Of("product", Product)).Concat(Of("competitor", Competitor))
            .Concat(Of("speaker", Speaker is null ? [] : [Speaker])).Concat(Of("format", Format is null ? [] : [Format]));

    private static IEnumerable<(string Group, string Value)> Of(string group, IEnumerable<string> values) => values.Select(value => (group, value));
}
