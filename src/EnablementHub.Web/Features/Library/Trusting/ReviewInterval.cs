using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Library.Trusting;

/// <summary>A lead's own number of days between reviews, for a kind or a facet value; without a row the field's default holds.</summary>
public sealed class ReviewInterval
{
    public const int MaxScopeLength = 100;
    public const int MinDays = 7;
    public const int MaxDays = 730;

    /// <summary>See <see cref="IntervalScopes"/>.</summary>
    public required string Scope { get; init; }

    /// <summary>0: none of its own.</summary>
    public required int Days { get; set; }

    internal static void Map(EntityTypeBuilder<ReviewInterval> interval)
    {
        interval.HasKey(i => i.Scope);
        interval.Property(i => i.Scope).HasMaxLength(MaxScopeLength);
    }
}

/// <summary>What an interval may be for: a kind, a topic, or everything that names a competitor.</summary>
public static class IntervalScopes
{
    public const string TopicGroup = "topic";
    public const string CompetitorGroup = "competitor";
    public const string AnyCompetitor = CompetitorGroup + ":any";

    public static string Of(ItemKind kind) => "kind:" + kind.Slug();

    public static string OfTopic(string value) => $"{TopicGroup}:{value}";

    /// <summary>Null for facets that say nothing about reviews.</summary>
    public static string? Of(FacetValue value) => value.Group switch
    {
        TopicGroup => OfTopic(value.Value),
        CompetitorGroup => AnyCompetitor,
        _ => null,
    };
}

/// <summary>All intervals as they are at one moment.</summary>
public sealed class IntervalTable(IReadOnlyDictionary<string, int> stored)
{
    private static readonly Dictionary<string, int> Defaults = new(
        ItemKinds.All.Select(kind => KeyValuePair.Create(IntervalScopes.Of(kind), kind.ReviewIntervalDays()))
            .Append(new(IntervalScopes.OfTopic("pricing"), 30)).Append(new(IntervalScopes.AnyCompetitor, 30)),
        StringComparer.Ordinal);

    /// <summary>Days; 0: the scope has no interval of its own.</summary>
    public int Of(string scope) => stored.TryGetValue(scope, out var days) ? days : Defaults.GetValueOrDefault(scope);

    /// <summary>A topic says otherwise than the kind; of several the shortest.</summary>
    public int For(ItemKind kind, IEnumerable<FacetValue> facets)
    {
        var own = facets.Select(IntervalScopes.Of).OfType<string>().Select(Of).Where(days => days > 0).ToList();
        return own.Count > 0 ? own.Min() : Of(IntervalScopes.Of(kind));
    }
}
