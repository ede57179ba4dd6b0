using EnablementHub.Data;
using EnablementHub.Features.Approvals;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Library.Lifecycle;

public sealed record PublishRequest
{
    public required int ItemId { get; init; }

    /// <summary>The revision that the person looked at.</summary>
    public required int Revision { get; init; }
    public required Writer Writer { get; init; }

    /// <summary>The person says that they checked that it is right.</summary>
    public bool Verified { get; init; }

    /// <summary>One sentence on what changed; empty: what the version says of itself.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether whoever knew the item before must hear of it; null: as the version says.</summary>
    public bool? IsMajor { get; init; }
}

/// <summary>Makes the pending version the live one.</summary>
public sealed class PublishItem(HubDbContext database, FollowSections sections, ReviewIntervals intervals, OrganisationClock clock)
{
    public async Task<WriteResult> RunAsync(PublishRequest request, CancellationToken cancellationToken = default)
    {
        if (!request.Writer.ManagesContent) return WriteResult.NotAllowed(Writer.LeadsOnly);
        if (await database.LoadItemAsync(request.ItemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (item.State == PublicationState.Published && item.PendingNumber is null) return WriteResult.Unchanged(item);
        if (item.Revision != request.Revision) return WriteResult.Stale(item);
        if (item.State == PublicationState.Archived) return WriteResult.Invalid("", "It is archived. Bring it back from the archive first.");
        var loaded = item.Revision;
        var version = item.NewestVersion!;
        var problems = PublishingRules.Check(item, version, version.MediaFile, version.Transcript).Select(sentence => new FieldProblem("", sentence)).ToList();
        if (item.ExpireOn < clock.Today) problems.Add(new("ExpireOn", "Its expiry day has passed, so nobody would find it. Choose a later day or none."));
        var note = request.Note.Trim();
        if (note.Length > ItemVersion.MaxNoteLength) problems.Add(new("Note", $"The sentence has {note.Length} characters; at most {ItemVersion.MaxNoteLength} fit. Shorten it."));
        if (request.IsMajor == true && item.LiveNumber is not null && note.Length == 0 && version.Note.Length == 0)
            problems.Add(new("Note", "Say in one sentence what changed: people who know the item will read it."));
        if (item.Use == ItemUse.External && await FourEyes.FindMissingAsync(database, item.Id, version.Number, version.AuthorId, cancellationToken) is { } missing) problems.Add(new("", missing));
        if (problems.Count > 0) return WriteResult.Invalid(problems);

        if (note.Length > 0) version.Note = note;
        version.IsMajor = request.IsMajor ?? version.IsMajor;
        var now = clock.Now;
        if (version != item.LiveVersion) await sections.RunAsync(item.Id, item.LiveVersion, version, request.Writer.PersonId, cancellationToken);
        version.PublishedAt = now;
        item.Publish(now);
        if (request.Verified)
        {
            item.Verify(request.Writer.PersonId, now, await intervals.DueOnAsync(item, clock.Today, cancellationToken));
            database.LogVerified(item, request.Writer.PersonId, TrustEventKind.Verified, now);
        }

        database.LogItem(item, request.Writer.PersonId, ItemActions.Published, now, $"version {version.Number}{(request.Verified ? ", verified" : "")}");
        var result = await database.StoreAsync(item, loaded, cancellationToken);
        return result with { Warnings = PublishingRules.Warnings(item.Kind, VersionContent.From(version), version.MediaFile, version.Transcript?.EndSeconds) };
    }
}
