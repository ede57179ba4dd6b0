using EnablementHub.Features.Taxonomy;

namespace EnablementHub.Features.Library.Reading;

/// <summary>What stands wherever a link to an item stands: its title, what it is, who is heard and whether it is trusted.</summary>
public sealed record ItemCard
{
    public required int Id { get; init; }
    public required ItemKind Kind { get; init; }
    public required string Title { get; init; }
    public string Summary { get; init; } = "";
    public string Language { get; init; } = "en";

    /// <summary>Empty where nobody is heard.</summary>
    public string Speaker { get; init; } = "";

    public int? MediaFileId { get; init; }
    public string ContentType { get; init; } = "";
    public bool HasVideo { get; init; }
    public bool HasAudio { get; init; }
    public bool HasCaptions { get; init; }

    /// <summary>Seconds; null for what isn't watched or heard.</summary>
    public double? Duration { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }
    public DateOnly? ReviewDueOn { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }

    public bool CanPlay => Kind.IsPlayable() && MediaFileId is not null && (HasVideo || HasAudio);

    public string Href => ItemLinks.To(Id, Title);

    public TrustStatus TrustOn(DateOnly today) => Item.Trust(VerifiedAt, ReviewDueOn, today);
}

public static class ItemCards
{
    /// <summary>Live versions only; one query whatever the number of items.</summary>
    public static IQueryable<ItemCard> ToCards(this IQueryable<Item> items) =>
        from item in items
        from version in item.Versions
        where version.Number == item.LiveNumber
        select new ItemCard
        {
            Id = item.Id,
            Kind = item.Kind,
            Title = version.Title,
            Summary = version.Summary,
            Language = item.Language,
            Speaker = item.Facets.Where(facet => facet.FacetValue.Group == FacetGroups.Speaker).Select(facet => facet.FacetValue.Label).FirstOrDefault() ?? "",
            MediaFileId = version.MediaFileId,
            ContentType = version.MediaFile != null ? version.MediaFile.ContentType : "",
            HasVideo = version.MediaFile != null && version.MediaFile.HasVideo,
            HasAudio = version.MediaFile != null && version.MediaFile.HasAudio,
            HasCaptions = version.TranscriptId != null,
            Duration = item.Kind != ItemKind.Clip && item.Kind != ItemKind.TrainingVideo
                ? null
                : (version.MediaFile != null ? version.MediaFile.DurationSeconds : null) ?? (version.Transcript != null ? version.Transcript.EndSeconds : null),
            VerifiedAt = item.VerifiedAt,
            ReviewDueOn = item.ReviewDueOn,
            PublishedAt = item.PublishedAt,
        };
}
