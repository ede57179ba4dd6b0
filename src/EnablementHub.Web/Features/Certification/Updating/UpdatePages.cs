using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Studio.Comparing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Updating;

public sealed record ChangedItem
{
    public required int ItemId { get; init; }
    public required string Title { get; init; }
    public required int FromVersion { get; init; }
    public required int ToVersion { get; init; }

    /// <summary>Null: the reader may not open the item.</summary>
    public required string? Href { get; init; }

    /// <summary>Each later version's sentence on what changed, oldest first.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
    public required IReadOnlyList<FieldDifference> Differences { get; init; }
}

public sealed record UpdatePage
{
    public required CertificateUpdate Update { get; init; }
    public required string Certification { get; init; }
    public required IReadOnlyList<ChangeQuestion> Questions { get; init; }
    public required ChangedItem Item { get; init; }
    public required DateOnly Today { get; init; }
    public IReadOnlyList<string?> Chosen { get; init; } = [];
    public bool IsRead { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];
}

public sealed record ChangePage
{
    public required ContentChange Change { get; init; }
    public required string Certification { get; init; }
    public required ChangedItem Item { get; init; }

    /// <summary>How many are asked, or will be.</summary>
    public required int Concerned { get; init; }
    public required int Done { get; init; }
    public required DateOnly Today { get; init; }
    public required IReadOnlyList<QuestionForm> Forms { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];
}

/// <summary>Reads what changed, for the holder who is asked and for the lead who asks.</summary>
public sealed class UpdatePages(HubDbContext database, AskHolders ask, OrganisationClock clock)
{
    public async Task<UpdatePage?> FindAsync(int id, ItemReader reader, CancellationToken cancellationToken)
    {
        var update = await database.CertificateUpdates.AsNoTracking().Include(u => u.Certificate).Include(u => u.Change).ThenInclude(c => c.Questions)
            .SingleOrDefaultAsync(u => u.Id == id && u.PersonId == reader.Viewer.PersonId, cancellationToken);
        return update is null ? null : new UpdatePage
        {
            Update = update,
            Certification = update.Certificate.Title,
            Questions = update.Change.InOrder,
            Item = await CompareAsync(update.Change, update.FromVersion, reader, cancellationToken),
            Today = clock.Today,
        };
    }

    /// <summary>Number of what this person is asked about the change; null: nothing.</summary>
    public Task<int?> FindOwnAsync(int changeId, int personId, CancellationToken cancellationToken) => database.CertificateUpdates.AsNoTracking()
        .Where(update => update.ChangeId == changeId && update.PersonId == personId).Select(update => (int?)update.Id).FirstOrDefaultAsync(cancellationToken);

    public async Task<ChangePage?> FindChangeAsync(int id, ItemReader reader, CancellationToken cancellationToken)
    {
        var change = await database.ContentChanges.AsNoTracking().Include(c => c.Questions).Include(c => c.Plan).SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (change is null) return null;
        var concerned = change.AskedAt is null ? await ask.ConcernedAsync(change, cancellationToken) : [];
        database.ChangeTracker.Clear();
        var asked = await database.CertificateUpdates.Where(u => u.ChangeId == id).GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Done = all.Count(u => u.DoneAt != null), From = all.Min(u => u.FromVersion) }).SingleOrDefaultAsync(cancellationToken);
        var from = asked?.From ?? concerned.Select(row => row.FromVersion).DefaultIfEmpty(change.ToVersion - 1).Min();
        return new ChangePage
        {
            Change = change,
            Certification = change.Plan.Title,
            Item = await CompareAsync(change, from, reader, cancellationToken),
            Concerned = change.AskedAt is null ? concerned.Count : asked?.Count ?? 0,
            Done = asked?.Done ?? 0,
            Today = clock.Today,
            Forms = [.. change.InOrder.Select(QuestionForm.From).Concat(Enumerable.Repeat(new QuestionForm(), ContentChange.MaxQuestions)).Take(ContentChange.MaxQuestions)],
        };
    }

    private async Task<ChangedItem> CompareAsync(ContentChange change, int from, ItemReader reader, CancellationToken cancellationToken)
    {
        var isVisible = await database.Items.AsNoTracking().Where(item => item.Id == change.ItemId).InAudienceOf(reader).PublishedOn(reader.Today).AnyAsync(cancellationToken);
        var notes = await database.ItemVersions.AsNoTracking().Where(version => version.ItemId == change.ItemId && version.Number > from && version.Number <= change.ToVersion && version.PublishedAt != null && version.Note != "")
            .OrderBy(version => version.Number).Select(version => version.Note).ToListAsync(cancellationToken);
        IReadOnlyList<FieldDifference> differences = [];
        if (isVisible)
        {
            var versions = await database.ItemVersions.AsNoTracking().Include(version => version.MediaFile).Include(version => version.Transcript)
                .Where(version => version.ItemId == change.ItemId && (version.Number == from || version.Number == change.ToVersion)).ToDictionaryAsync(version => version.Number, cancellationToken);
            if (versions.TryGetValue(from, out var earlier) && versions.TryGetValue(change.ToVersion, out var later))
                differences = VersionComparison.Compare(VersionContent.From(earlier), VersionContent.From(later), (FileOf(earlier), FileOf(later)));
        }

        return new ChangedItem
        {
            ItemId = change.ItemId,
            Title = change.Title,
            FromVersion = from,
            ToVersion = change.ToVersion,
            Href = isVisible ? ItemLinks.To(change.ItemId, change.Title) : null,
            Notes = notes,
            Differences = differences,
        };
    }

    private static string FileOf(ItemVersion version) => version.MediaFile is { } file ? $"{file.FileName} ({file.Sha256[..8]})" : "";
}
