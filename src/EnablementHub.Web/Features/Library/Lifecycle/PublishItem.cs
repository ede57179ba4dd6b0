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

    /// <summary>
    /// First day, in the organisation's zone, on which readers see it; until then they go on with the live version. Null or
    /// a day that has begun: at once.
    /// </summary>
    public DateOnly? From { get; init; }
}

/// <summary>Makes the pending version the live one, at once or when its day begins.</summary>
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
        var day = request.From > clock.Today ? request.From : null;
        var note = request.Note.Trim();
        var problems = await FindProblemsAsync(item, version, day ?? clock.Today, cancellationToken);
        if (note.Length > ItemVersion.MaxNoteLength) problems.Add(new("Note", $"The sentence has {note.Length} characters; at most {ItemVersion.MaxNoteLength} fit. Shorten it."));
        if (request.IsMajor == true && item.LiveNumber is not null && note.Length == 0 && version.Note.Length == 0)
            problems.Add(new("Note", "Say in one sentence what changed: people who know the item will read it."));
        if (day is not null && (item.State != PublicationState.Published || item.LiveNumber is null))
            problems.Add(new(nameof(PublishRequest.From), "Readers see no version of it yet, so there is nothing to change on a day. Give it a first day under “Use and days”, and publish it."));
        if (problems.Count > 0) return WriteResult.Invalid(problems);

        if (note.Length > 0) version.Note = note;
        version.IsMajor = request.IsMajor ?? version.IsMajor;
        if (day is { } from) Schedule(item, version, from, request);
        else await PublishAsync(item, version, request.Writer.PersonId, request.Verified, cancellationToken);
        var result = await database.StoreAsync(item, loaded, cancellationToken);
        return result with { Warnings = PublishingRules.Warnings(item.Kind, VersionContent.From(version), version.MediaFile, version.Transcript?.EndSeconds) };
    }

    /// <summary>
    /// Publishes a change whose day has begun, for the lead who chose the day. What has come to stand in its way meanwhile
    /// ends the schedule, and is answered: the live version stays.
    /// </summary>
    public async Task<WriteResult> RunScheduledAsync(int itemId, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { ChangeOn: { } day, ChangeById: { } leadId, PendingVersion: { } version } item || day > clock.Today)
            return new WriteResult(WriteOutcome.Unchanged, itemId, 0);
        var loaded = item.Revision;
        var problems = await FindProblemsAsync(item, version, clock.Today, cancellationToken);
        if (problems.Count > 0) item.GiveUpSchedule(clock.Now);
        else await PublishAsync(item, version, leadId, item.IsChangeVerified, cancellationToken);
        var stored = await database.StoreAsync(item, loaded, cancellationToken);
        return problems.Count > 0 && stored.Succeeded ? WriteResult.Invalid(problems) : stored;
    }

    private async Task<List<FieldProblem>> FindProblemsAsync(Item item, ItemVersion version, DateOnly firstDay, CancellationToken cancellationToken)
    {
        var problems = PublishingRules.Check(item, version, version.MediaFile, version.Transcript).Select(sentence => new FieldProblem("", sentence)).ToList();
        if (item.ExpireOn < firstDay) problems.Add(new("ExpireOn", "Its expiry day has passed by then, so nobody would find it. Choose a later day or none."));
        if (item.Use == ItemUse.External && await FourEyes.FindMissingAsync(database, item.Id, version.Number, version.AuthorId, cancellationToken) is { } missing) problems.Add(new("", missing));
        return problems;
    }

    private void Schedule(Item item, ItemVersion version, DateOnly day, PublishRequest request)
    {
        item.ScheduleChange(day, request.Writer.PersonId, request.Verified, clock.Now);
        database.LogItem(item, request.Writer.PersonId, ItemActions.ChangeScheduled, clock.Now, FormattableString.Invariant($"version {version.Number} from {day:yyyy-MM-dd} on"));
    }

    private async Task PublishAsync(Item item, ItemVersion version, int personId, bool isVerified, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        if (version != item.LiveVersion) await sections.RunAsync(item.Id, item.LiveVersion, version, personId, cancellationToken);
        version.PublishedAt = now;
        item.Publish(now);
        if (isVerified)
        {
            item.Verify(personId, now, await intervals.DueOnAsync(item, clock.Today, cancellationToken));
            database.LogVerified(item, personId, TrustEventKind.Verified, now);
        }

        database.LogItem(item, personId, ItemActions.Published, now, $"version {version.Number}{(isVerified ? ", verified" : "")}");
    }
}
