using System.ComponentModel;
using System.Text.Json.Serialization;
using EnablementHub.Features.Library;

namespace EnablementHub.Features.Api.Items;

/// <summary>An item as far as it concerns the one who asks.</summary>
public sealed record ItemAnswer
{
    public required int Id { get; init; }

    [Description("What another system calls it; null where none does.")]
    public required string? ExternalId { get; init; }

    [Description("clip, playbook, training-video, template, document or link.")]
    public required string Kind { get; init; }

    [Description("draft, in-review, scheduled, published, expired or archived, today in the organisation's time zone.")]
    public required string State { get; init; }

    [Description("verified, due (within 14 days of its review) or unverified.")]
    public required string Trust { get; init; }

    public required string Title { get; init; }
    public required string Summary { get; init; }

    [Description("Markdown; left out in lists.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    [Description("What happened before, for clips.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Context { get; init; }

    [Description("Markdown, for training videos.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Recap { get; init; }

    [Description("Markdown, for training videos.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CheatSheet { get; init; }

    [Description("Where a link leads.")]
    public required string? LinkUrl { get; init; }

    [Description("BCP 47 tag, such as en.")]
    public required string Language { get; init; }

    [Description("internal or external: whether it may leave the company.")]
    public required string Use { get; init; }

    public required PersonRef Owner { get; init; }

    [Description("Who finds it, as role:rep or team:3; empty: everyone.")]
    public required IReadOnlyList<string> Audience { get; init; }

    [Description("Values by group, such as {\"topic\": [\"pricing\"]}.")]
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Facets { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    [Description("First day on which readers find it; null: as soon as published.")]
    public required DateOnly? ReleaseOn { get; init; }

    [Description("Last day on which readers find it; null: no end.")]
    public required DateOnly? ExpireOn { get; init; }

    [Description("The item that takes its place.")]
    public required int? SuccessorId { get; init; }

    [Description("Number of the version whose text this is.")]
    public required int Version { get; init; }

    [Description("Number of the version that readers see; null before the first publishing.")]
    public required int? LiveVersion { get; init; }

    [Description("Number of the version that waits for publishing; null: none does, or it isn't yours to see.")]
    public required int? PendingVersion { get; init; }

    [Description("First day on which the waiting version takes the place of the live one; null: none is chosen, or it isn't yours to see.")]
    public required DateOnly? ChangeOn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }
    public required DateTimeOffset? VerifiedAt { get; init; }
    public required DateOnly? ReviewDueOn { get; init; }

    [Description("The recording or document; null: none.")]
    public required MediaAnswer? Media { get; init; }

    [Description("Whether it has captions: GET /api/v1/items/{id}/captions.")]
    public required bool HasCaptions { get; init; }

    [Description("Path of its page.")]
    public required string Url { get; init; }

    [Description("What was done but might surprise; only in answers to changes.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }
}

public sealed record PersonRef(int Id, string Name);

/// <param name="Url">Path of the file; takes ranges, and the same token.</param>
/// <param name="DurationSeconds">Null where it couldn't be measured.</param>
public sealed record MediaAnswer(int Id, string FileName, string ContentType, long Length, string Sha256, double? DurationSeconds, string Url);

/// <summary>A version in the history of an item.</summary>
public sealed record VersionAnswer(int Number, string Title, PersonRef Author, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt, string Note, bool IsMajor, bool IsLive, bool IsPending);

/// <summary>A version with its text.</summary>
public sealed record VersionTextAnswer(
    int Number, string Title, string Summary, string Body, string Context, string Recap, string CheatSheet, string? LinkUrl, MediaAnswer? Media,
    PersonRef Author, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt, string Note, bool IsMajor, bool IsLive, bool IsPending);

internal static class ItemStates
{
    public static readonly IReadOnlyList<string> All = [.. Enum.GetValues<PublicationStatus>().Select(Slug)];

    public static string Slug(PublicationStatus status) => status == PublicationStatus.InReview ? "in-review" : status.ToString().ToLowerInvariant();

    public static PublicationStatus? From(string? slug)
    {
        foreach (var status in Enum.GetValues<PublicationStatus>())
        {
            if (Slug(status) == slug) return status;
        }

        return null;
    }
}
