using System.Globalization;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Import.Mapping;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Import.Writing;

/// <summary>
/// Writes one entry into its item, by the item's own rules. Nothing that a person did in the hub is lost: beside a text
/// that was changed here the file's new one waits as a pending version, and details chosen here stay.
/// </summary>
public sealed class WriteEntry(VersionFactory versions, FollowSections sections, ItemDependants dependants, OrganisationClock clock)
{
    public const string NeedsApproval = "It is for use outside the company, which takes an approval by somebody other than its author; it came in as a draft. Ask for review there.";

    /// <returns>Whether there is anything to store; then the caller puts it into the log, too.</returns>
    internal async Task<bool> RunAsync(EntryBatch batch, EntryWork work, Item item, ImportedFile row, EntryFiles files, int lastNumber, TakenNames taken, CancellationToken cancellationToken)
    {
        var isChangedHere = IsChangedHere(work, item);
        if (work.Said.Exists(finding => finding.Kind == FindingKind.Refused) || (work.ChangesContent && IsLeft(work, item))) return false;
        var now = clock.Now;
        if (item.Kind != work.Prepared.Entry.Kind) work.Say(FindingKind.FrontMatter, $"It is a {item.Kind.Label().ToLowerInvariant()} in the hub, and that can't change any more; the rest was taken.");
        var wroteDetails = work.ChangesDetails && await DetailsAsync(batch, work, item, row, taken, now, cancellationToken);
        if (work.ChangesContent && !await ContentAsync(batch, work, item, row, files, lastNumber, isChangedHere, cancellationToken)) return false;
        if (!work.ChangesContent && !wroteDetails) return false;
        item.Touch(now);
        row.ImportedAt = now;
        return true;
    }

    /// <summary>For the log.</summary>
    internal static string Origin(EntryBatch batch, EntryWork work) => $"{batch.Request.Collection}: {work.Prepared.Entry.Path}";

    internal static string Note(EntryWork work)
    {
        var note = (work.IsNew ? "Imported from " : "Changed in ") + work.Prepared.Entry.Path;
        return note.Length <= ItemVersion.MaxNoteLength ? note : note[..ItemVersion.MaxNoteLength];
    }

    /// <summary>An operator who brings back what a hub wrote out brings back what was approved there; nobody does by a page.</summary>
    internal static bool WasApproved(ImportRequest request, PreparedEntry prepared) => prepared.Fields.IsExported && request.PersonId is null;

    internal static string KeptAsDraft(string sentence) => sentence + " Until then it isn't published.";

    /// <summary>The file's words have to wait for people in the hub.</summary>
    internal static bool IsLeft(EntryWork work, Item item)
    {
        if (item.State == PublicationState.Archived && !work.IsNew)
        {
            work.Say(FindingKind.Hub, FormattableString.Invariant($"Item {item.Id} is in the archive; the changed file was left out."));
            return true;
        }

        if (!IsChangedHere(work, item) || item.PendingNumber is null) return false;
        work.Say(FindingKind.Hub, FormattableString.Invariant($"Somebody has begun a change of item {item.Id} in the hub; the file was left out until that is published or discarded."));
        return true;
    }

    private static bool IsChangedHere(EntryWork work, Item item) => work.IsNew ? !IsBegun(item) : item.NewestNumber != work.Known.VersionNumber;

    /// <summary>As an import leaves it before it writes the words.</summary>
    private static bool IsBegun(Item item) => item.PendingVersion is null ? item.LiveNumber is null && item.PendingNumber == 1 : item.IsJustBegun;

    private async Task<bool> ContentAsync(EntryBatch batch, EntryWork work, Item item, ImportedFile row, EntryFiles files, int lastNumber, bool isChangedHere, CancellationToken cancellationToken)
    {
        var prepared = work.Prepared;
        var media = prepared.Media is { } file ? files.Files.GetValueOrDefault((item.Id, file.Sha256)) : null;
        var transcript = files.Transcripts.GetValueOrDefault(item.Id);
        if (Version(batch, work, item, files, media, transcript, work.IsNew && IsBegun(item) ? 1 : lastNumber + 1) is not { } version) return false;
        var at = work.IsNew && prepared.Fields.PublishedOn is { } day ? Min(clock.StartOf(day), clock.Now) : clock.Now;
        var live = item.LiveVersion;
        item.AddPending(version, at);
        row.ContentHash = prepared.ContentHash;
        row.VersionNumber = version.Number;
        if (prepared.State == PublicationState.Draft) return true;
        if (isChangedHere)
        {
            work.Say(FindingKind.Hub, FormattableString.Invariant($"Item {item.Id} was changed in the hub since the last import; what the file says now waits there as version {version.Number}, beside the one that readers see."));
            return true;
        }

        var problems = PublishingRules.Check(item, version, media, transcript);
        foreach (var sentence in problems) work.Say(FindingKind.Draft, KeptAsDraft(sentence));
        var needsApproval = prepared.Use == ItemUse.External && !WasApproved(batch.Request, prepared);
        if (needsApproval) work.Say(FindingKind.Draft, NeedsApproval);
        if (problems.Count > 0 || needsApproval) return true;
        if (live is not null) await sections.RunAsync(item.Id, live, version, batch.Request.PersonId ?? batch.Request.OwnerId, cancellationToken);
        version.PublishedAt = at;
        item.Publish(at);
        if (work.IsNew && prepared.Fields.VerifiedOn is { } verified) item.Verify(item.OwnerId, Min(clock.StartOf(verified), clock.Now), prepared.Fields.ReviewDueOn ?? verified.AddDays(item.Kind.ReviewIntervalDays()));
        if (prepared.State != PublicationState.Archived) return true;
        if (await UnledAsync(batch, work, item, cancellationToken) is { } uses) work.Say(FindingKind.Hub, FormattableString.Invariant($"Item {item.Id} was not archived: {uses}"));
        else item.Archive(at);
        return true;
    }

    private ItemVersion? Version(EntryBatch batch, EntryWork work, Item item, EntryFiles files, MediaFile? media, Transcript? transcript, int number)
    {
        if (work.Rendered is { } rendered && rendered.Number == number)
        {
            // A unit that is done again must not store the same rows a second time.
            work.Rendered = null;
            return rendered;
        }

        var content = work.Prepared.Content with { MediaFileId = media?.Id, TranscriptId = transcript?.Id, Note = Note(work) };
        foreach (var picture in work.Prepared.Pictures)
        {
            if (!files.Files.TryGetValue((item.Id, picture.Sha256), out var stored)) continue;
            var address = string.Create(CultureInfo.InvariantCulture, $"/media/{stored.Id}");
            content = content with
            {
                Body = content.Body.Replace(picture.Token, address, StringComparison.Ordinal),
                Recap = content.Recap.Replace(picture.Token, address, StringComparison.Ordinal),
                CheatSheet = content.CheatSheet.Replace(picture.Token, address, StringComparison.Ordinal),
            };
        }

        if (versions.TryCreate(content, number, work.Prepared.OwnerId ?? batch.Request.OwnerId, clock.Now, out var problem) is { } version) return version;
        work.Say(FindingKind.Refused, problem!.Sentence);
        return null;
    }

    private async Task<bool> DetailsAsync(EntryBatch batch, EntryWork work, Item item, ImportedFile row, TakenNames taken, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var prepared = work.Prepared;
        if (!work.IsNew && DetailsOf(item) != row.DetailsHash)
        {
            work.Say(FindingKind.Hub, FormattableString.Invariant($"Owner, facets, tags, audience or days of item {item.Id} were changed in the hub since the last import; they were left as they are."));
            return false;
        }

        var unled = await UnledDayAsync(batch, work, item, cancellationToken);
        var hidden = HiddenDay(work, item);
        var ownerId = prepared.OwnerId ?? batch.Request.OwnerId;
        if (prepared.Fields.Key is { } key && work.IsNew && item.Key is null && taken.Keys.Add(key)) item.Key = key;
        if (prepared.Fields.ExternalId is { Length: > 0 } outside && work.IsNew && item.ExternalId is null && taken.ExternalIds.Add(outside)) item.NameOutside(outside, now);
        item.OwnerId = ownerId;
        item.Language = prepared.Language;
        item.Use = prepared.Use;
        item.SetAudience(prepared.Audience);
        item.SetFacets(prepared.FacetValueIds);
        item.SetTags(prepared.Tags);
        item.SetVerifier(prepared.Care.VerifierId, prepared.Care.VerifierTeamId);
        item.BackupId = prepared.Care.BackupId;
        item.SuccessorId = prepared.Care.SuccessorId;
        if (prepared.Fields.ExpireOn < prepared.Fields.ReleaseOn) work.Say(FindingKind.FrontMatter, "The expiry day lies before the release day; both were left out.");
        else
        {
            var (release, expire) = (hidden is null ? prepared.Fields.ReleaseOn : item.ReleaseOn, unled is null ? prepared.Fields.ExpireOn : item.ExpireOn);
            if (!(expire < release)) item.SetDates(release, expire);
        }

        if ((hidden ?? unled) is not null)
        {
            // Not taken, so it is asked again at each run until nothing stands in its way.
            foreach (var sentence in new[] { hidden, unled }.OfType<string>()) work.Say(FindingKind.Hub, sentence);
            var before = row.DetailsHash;
            row.DetailsHash = DetailsOf(item);
            return row.DetailsHash != before;
        }

        row.DetailsHash = WriteEntries.DetailsHash(batch, prepared);
        return true;
    }

    /// <summary>Why the file's release day can't be taken: readers see the item, and it would hide it from them; null: it can.</summary>
    internal string? HiddenDay(EntryWork work, Item item) => !work.IsNew && work.Prepared.Fields.ReleaseOn is { } day && day != item.ReleaseOn && day > clock.Today && item.StatusOn(clock.Today) == PublicationStatus.Published
        ? FormattableString.Invariant($"The release day {day:yyyy-MM-dd} of item {item.Id} was left out: readers see it already, and it would be hidden from them until then.")
        : null;

    /// <summary>Why the file's expiry day can't be taken; null: it can.</summary>
    internal async Task<string?> UnledDayAsync(EntryBatch batch, EntryWork work, Item item, CancellationToken cancellationToken)
    {
        var (day, prepared) = (work.Prepared.Fields.ExpireOn, work.Prepared);
        if (day is null || (day == item.ExpireOn && item.SuccessorId is null) || day < prepared.Fields.ReleaseOn) return null;
        return await UnledAsync(batch, work, item, cancellationToken) is { } uses ? FormattableString.Invariant($"The expiry day {day:yyyy-MM-dd} of item {item.Id} was left out: {uses}") : null;
    }

    /// <summary>Nothing was there to depend on an item that comes in now.</summary>
    private async Task<string?> UnledAsync(EntryBatch batch, EntryWork work, Item item, CancellationToken cancellationToken)
    {
        if (work.IsNew || batch.Request.DespiteUses || work.Prepared.Care.SuccessorId is not null) return null;
        var uses = (await dependants.FindAsync(item.Id, cancellationToken)).Count;
        return uses == 0 ? null : $"{(uses == 1 ? "1 other place uses" : FormattableString.Invariant($"{uses} other places use"))} it. Name a successor in the file, or import with {ImportCommand.OverrideDependants}.";
    }

    private static string DetailsOf(Item item) => PreparedEntry.HashDetails(
        item.OwnerId, item.Language, item.Use, item.Audience.Select(entry => entry.Grant), item.Facets.Select(facet => facet.FacetValueId), item.Tags.Select(tag => tag.Tag), item.ReleaseOn, item.ExpireOn, new ItemCare(item.VerifierId, item.VerifierTeamId, item.BackupId, item.SuccessorId));

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
