using EnablementHub.Data;
using EnablementHub.Features.Import.Mapping;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Writing;

/// <summary>Writes a batch of entries: texts are rendered by many threads, then all rows are stored in one unit of work.</summary>
public sealed class WriteEntries(HubDbContext database, VersionFactory versions, StoreEntryFiles files, WriteNewPages pages, WriteEntry one, OrganisationClock clock)
{
    internal async Task RunAsync(EntryBatch batch, IReadOnlyList<PreparedEntry> prepared, CancellationToken cancellationToken)
    {
        var works = new List<EntryWork>();
        foreach (var entry in prepared)
        {
            foreach (var finding in entry.Findings) batch.Report(finding);
            if (Sort(batch, entry) is { } work) works.Add(work);
        }

        if (works.Count == 0) return;
        var numbers = await NextNumbersAsync(works, cancellationToken);
        Parallel.ForEach(works.Where(work => work.ChangesContent && (batch.Request.IsDryRun || !NeedsNumbers(work.Prepared))), work => Render(work, numbers, batch.Request));
        if (batch.Request.IsDryRun)
        {
            await SayAsync(batch, works, cancellationToken);
            return;
        }

        await files.StoreAsync(batch.Tree, works, cancellationToken);
        var written = await database.InUnitAsync(token => StoreAsync(batch, works, numbers, token), _ => true, cancellationToken);
        foreach (var work in works)
        {
            foreach (var finding in work.Said) batch.Report(finding);
            if (!written.Contains(work)) batch.Outcome.Unchanged++;
            else if (work.IsNew) batch.Outcome.New++;
            else batch.Outcome.Changed++;
        }
    }

    private static bool NeedsNumbers(PreparedEntry prepared) => prepared.Pictures.Count > 0 || prepared.Media is not null || prepared.Captions is not null;

    /// <returns>Null: there is nothing to write.</returns>
    private static EntryWork? Sort(EntryBatch batch, PreparedEntry prepared)
    {
        var path = prepared.Entry.Path;
        var isKnown = batch.Known.Files.TryGetValue(path, out var known);
        if (isKnown && known!.ItemId is null)
        {
            batch.Report(new Finding(FindingKind.Hub, path, 0, "Its item was deleted in the hub; it stays away."));
            batch.Outcome.Unchanged++;
            return null;
        }

        if ((prepared.Refusal ?? prepared.Content.Problems().Select(problem => problem.Sentence).FirstOrDefault()) is { } refusal)
        {
            batch.Report(new Finding(FindingKind.Refused, path, 0, refusal));
            batch.Outcome.Refused++;
            return null;
        }

        known ??= new KnownFile(prepared.Entry.ItemId, "", "", 0);
        var work = new EntryWork(prepared, known, known.ContentHash != prepared.ContentHash, known.DetailsHash != DetailsHash(batch, prepared));
        if (work.ChangesContent || work.ChangesDetails) return work;
        batch.Outcome.Unchanged++;
        return null;
    }

    internal static string DetailsHash(EntryBatch batch, PreparedEntry prepared) => PreparedEntry.HashDetails(
        prepared.OwnerId ?? batch.Request.OwnerId, prepared.Language, prepared.Use, prepared.Audience, prepared.FacetValueIds, prepared.Tags, prepared.Fields.ReleaseOn, prepared.Fields.ExpireOn, prepared.Care);

    private void Render(EntryWork work, Dictionary<int, int> numbers, ImportRequest request)
    {
        var number = work.IsNew ? 1 : numbers.GetValueOrDefault(work.Prepared.Entry.ItemId) + 1;
        work.Rendered = versions.TryCreate(work.Prepared.Content with { Note = WriteEntry.Note(work) }, number, work.Prepared.OwnerId ?? request.OwnerId, clock.Now, out var problem);
        if (problem is not null) work.Say(FindingKind.Refused, problem.Sentence);
    }

    private async Task<Dictionary<int, int>> NextNumbersAsync(List<EntryWork> works, CancellationToken cancellationToken)
    {
        // Of new ones too: somebody may have gone on with the draft that a stopped import left.
        var ids = works.ConvertAll(work => work.Prepared.Entry.ItemId);
        return await database.ItemVersions.AsNoTracking().Where(version => ids.Contains(version.ItemId)).GroupBy(version => version.ItemId)
            .Select(group => new { group.Key, Number = group.Max(version => version.Number) }).ToDictionaryAsync(group => group.Key, group => group.Number, cancellationToken);
    }

    private async Task<HashSet<EntryWork>> StoreAsync(EntryBatch batch, List<EntryWork> works, Dictionary<int, int> numbers, CancellationToken cancellationToken)
    {
        foreach (var work in works.Where(work => work.Rendered is not null || work.Said.All(finding => finding.Kind != FindingKind.Refused))) work.Said.Clear();
        var taken = await TakenNamesAsync(works, cancellationToken);
        var dealt = await pages.RunAsync(batch, works, taken, cancellationToken);
        var written = dealt.Where(pair => pair.Value).Select(pair => pair.Key).ToHashSet();
        works = works.FindAll(work => !dealt.ContainsKey(work));
        if (works.Count == 0) return written;
        var ids = works.Select(work => work.Prepared.Entry.ItemId).ToList();
        var fresh = works.Where(work => work.IsNew).Select(work => work.Prepared.Entry.ItemId).ToList();
        var old = ids.Except(fresh).ToList();
        var items = await database.Items.Where(item => ids.Contains(item.Id)).ToDictionaryAsync(item => item.Id, cancellationToken);
        await database.ItemVersions.Where(version => fresh.Contains(version.ItemId)).LoadAsync(cancellationToken);
        if (old.Count > 0)
        {
            await database.ItemFacets.Where(facet => old.Contains(facet.ItemId)).LoadAsync(cancellationToken);
            await database.ItemTags.Where(tag => old.Contains(tag.ItemId)).LoadAsync(cancellationToken);
            await database.ItemAudiences.Where(entry => old.Contains(entry.ItemId)).LoadAsync(cancellationToken);
            await database.ItemVersions.Include(version => version.MediaFile).Include(version => version.Transcript)
                .Where(version => old.Contains(version.ItemId) && (version.Number == version.Item.LiveNumber || version.Number == version.Item.PendingNumber)).LoadAsync(cancellationToken);
        }

        var paths = works.Select(work => work.Prepared.Entry.Path).ToList();
        var rows = await database.ImportedFiles.Where(file => file.Collection == batch.Request.Collection && paths.Contains(file.Path)).ToDictionaryAsync(file => file.Path, StringComparer.Ordinal, cancellationToken);
        var uploader = batch.Request.PersonId ?? batch.Request.OwnerId;
        var media = await files.AddRowsAsync([.. works.Where(work => work.ChangesContent)], items, uploader, clock.Now, cancellationToken);
        if (!media.IsEmpty) await database.SaveChangesAsync(cancellationToken);
        foreach (var work in works)
        {
            if (!items.TryGetValue(work.Prepared.Entry.ItemId, out var item) || !rows.TryGetValue(work.Prepared.Entry.Path, out var row)) continue;
            if (!await one.RunAsync(batch, work, item, row, media, numbers.GetValueOrDefault(item.Id), taken, cancellationToken)) continue;
            database.LogItem(item, batch.Request.PersonId, ItemActions.Imported, clock.Now, WriteEntry.Origin(batch, work));
            written.Add(work);
        }

        await database.SaveChangesAsync(cancellationToken);
        return written;
    }

    private async Task<TakenNames> TakenNamesAsync(List<EntryWork> works, CancellationToken cancellationToken)
    {
        var fresh = works.Where(work => work.IsNew).Select(work => work.Prepared.Fields).ToList();
        var keys = fresh.Select(fields => fields.Key).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var outside = fresh.Select(fields => fields.ExternalId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var taken = new TakenNames();
        if (keys.Count > 0) taken.Keys.UnionWith(await database.Items.AsNoTracking().Where(item => keys.Contains(item.Key!)).Select(item => item.Key!).ToListAsync(cancellationToken));
        if (outside.Count > 0) taken.ExternalIds.UnionWith(await database.Items.AsNoTracking().Where(item => outside.Contains(item.ExternalId!)).Select(item => item.ExternalId!).ToListAsync(cancellationToken));
        return taken;
    }

    /// <summary>What a run that writes would count and say.</summary>
    private async Task SayAsync(EntryBatch batch, List<EntryWork> works, CancellationToken cancellationToken)
    {
        var old = works.Where(work => !work.IsNew).Select(work => work.Prepared.Entry.ItemId).ToList();
        var items = old.Count == 0 ? [] : await database.Items.AsNoTracking().Where(item => old.Contains(item.Id)).ToDictionaryAsync(item => item.Id, cancellationToken);
        foreach (var work in works)
        {
            var isLeft = false;
            if (work.Said.Count == 0 && work.ChangesContent && items.TryGetValue(work.Prepared.Entry.ItemId, out var item)) isLeft = WriteEntry.IsLeft(work, item);
            if (work.Said.Count == 0 && !isLeft && work.ChangesContent && work.Prepared.State == PublicationState.Published)
            {
                foreach (var sentence in work.Problems()) work.Say(FindingKind.Draft, WriteEntry.KeptAsDraft(sentence));
                if (work.Prepared.Use == ItemUse.External && !WriteEntry.WasApproved(batch.Request, work.Prepared)) work.Say(FindingKind.Draft, WriteEntry.NeedsApproval);
            }

            if (work.ChangesDetails && items.TryGetValue(work.Prepared.Entry.ItemId, out var dated))
            {
                if (one.HiddenDay(work, dated) is { } hidden) work.Say(FindingKind.Hub, hidden);
                if (await one.UnledDayAsync(batch, work, dated, cancellationToken) is { } unled) work.Say(FindingKind.Hub, unled);
            }

            foreach (var finding in work.Said) batch.Report(finding);
            if (work.Said.Exists(finding => finding.Kind == FindingKind.Refused)) batch.Outcome.Refused++;
            else if (isLeft) batch.Outcome.Unchanged++;
            else if (work.IsNew) batch.Outcome.New++;
            else batch.Outcome.Changed++;
        }
    }
}
