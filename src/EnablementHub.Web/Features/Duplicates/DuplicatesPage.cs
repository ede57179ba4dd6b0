using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Usage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Duplicates;

/// <param name="Plays">Of the last 90 days; views where nothing is played.</param>
public sealed record DuplicateSide(int ItemId, ItemKind Kind, string Title, string Owner, PublicationState State, int Revision, DateTimeOffset ChangedAt, DateTimeOffset? VerifiedAt, DateOnly? ReviewDueOn, DateOnly? ExpireOn, int Plays)
{
    public string PlaysInWords => ItemWords.Count(Plays, Kind.IsPlayable() ? "play" : "view", Kind.IsPlayable() ? "plays" : "views");
}

public sealed record DuplicateRow(DuplicateSide First, DuplicateSide Second, double Similarity)
{
    /// <summary>Rounded down: only what is the same is called so.</summary>
    public string SimilarityInWords => DuplicateWords.Share(Similarity);
}

/// <param name="Total">All that are known; the first are listed.</param>
public sealed record DuplicatesPage(IReadOnlyList<DuplicateRow> Rows, int Total, string? Problem = null);

/// <summary>An item that a text resembles, for its writer.</summary>
public sealed record SimilarRow(int ItemId, string Title, PublicationState State, double Similarity);

public static class DuplicateWords
{
    public static string Share(double similarity) => FormattableString.Invariant($"{Math.Floor(similarity * 100):0} % the same");
}

public sealed class DuplicateQueries(HubDbContext database, SimilarItems similar, ItemUsage usage)
{
    public const int MaxListed = 100;
    private const int MaxShownToWriters = 5;

    /// <summary>The most alike first.</summary>
    public async Task<DuplicatesPage> ListAsync(int take, CancellationToken cancellationToken)
    {
        var open = database.NearDuplicates.AsNoTracking().Where(pair => !pair.IsDismissed);
        var total = await open.CountAsync(cancellationToken);
        var pairs = await open.OrderByDescending(pair => pair.Similarity).ThenBy(pair => pair.FirstId).ThenBy(pair => pair.SecondId).Take(take).ToListAsync(cancellationToken);
        var sides = await SidesAsync([.. pairs.SelectMany(pair => new[] { pair.FirstId, pair.SecondId }).Distinct()], cancellationToken);
        return new DuplicatesPage([.. pairs.Where(pair => sides.ContainsKey(pair.FirstId) && sides.ContainsKey(pair.SecondId)).Select(pair => new DuplicateRow(sides[pair.FirstId], sides[pair.SecondId], pair.Similarity))], total);
    }

    /// <summary>The items that are there and not archived.</summary>
    public async Task<IReadOnlyDictionary<int, DuplicateSide>> SidesAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        var items = await (
            from item in database.Items
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber ?? item.PendingNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where ids.Contains(item.Id) && item.State != PublicationState.Archived
            select new { item.Id, item.Kind, version.Title, Owner = item.Owner.DisplayName, item.State, item.Revision, item.ChangedAt, item.VerifiedAt, item.ReviewDueOn, item.ExpireOn }).ToListAsync(cancellationToken);
        var figures = await usage.ReadAsync(ids, ItemPlays.Days, cancellationToken);
        return items.ToDictionary(item => item.Id, item =>
        {
            var used = figures.GetValueOrDefault(item.Id) ?? ItemFigures.None;
            return new DuplicateSide(item.Id, item.Kind, item.Title, item.Owner, item.State, item.Revision, item.ChangedAt, item.VerifiedAt, item.ReviewDueOn, item.ExpireOn, item.Kind.IsPlayable() ? used.Plays : used.Views);
        });
    }

    /// <summary>What the writer may see of the items that their text resembles.</summary>
    public async Task<IReadOnlyList<SimilarRow>> FindAsync(string text, int itemId, ItemReader reader, CancellationToken cancellationToken)
    {
        var found = (await similar.FindAsync(Shingles.Of(text), itemId, cancellationToken)).ToDictionary(item => item.ItemId, item => item.Similarity);
        if (found.Count == 0) return [];
        var (ids, person, today) = (found.Keys.ToArray(), reader.Viewer.PersonId, reader.Today);
        var rows = await database.Items.AsNoTracking().InAudienceOf(reader)
            .Where(item => ids.Contains(item.Id) && (reader.Manages || item.OwnerId == person || (item.State == PublicationState.Published && (item.ReleaseOn == null || item.ReleaseOn <= today))))
            .Select(item => new { item.Id, item.State, Title = item.Versions.Where(version => version.Number == (item.LiveNumber ?? item.PendingNumber)).Select(version => version.Title).First() }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new SimilarRow(row.Id, row.Title, row.State, found[row.Id])).OrderByDescending(row => row.Similarity).Take(MaxShownToWriters)];
    }
}
