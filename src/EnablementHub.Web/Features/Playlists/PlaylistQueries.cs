using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Playlists;

/// <summary>Reads playlists as one person may see them: theirs and the shared ones, each with what they may hear today.</summary>
public sealed class PlaylistQueries(HubDbContext database)
{
    /// <summary>More shared ones nobody looks through; one's own come first, and are fewer.</summary>
    private const int MaxListed = 200;

    /// <summary>Two queries, however many there are.</summary>
    public async Task<PlaylistsPage> ReadAsync(ItemReader reader, CancellationToken cancellationToken)
    {
        var person = reader.Viewer.PersonId;
        var lists = await database.Playlists.AsNoTracking().Where(list => list.IsShared || list.OwnerId == person)
            .OrderByDescending(list => list.OwnerId == person).ThenByDescending(list => list.ChangedAt).ThenByDescending(list => list.Id).Take(MaxListed)
            .Select(list => new { list.Id, list.Title, list.Description, list.OwnerId, Owner = list.Owner.DisplayName, list.IsShared, list.ChangedAt }).ToListAsync(cancellationToken);
        var ids = lists.Select(list => list.Id).ToArray();
        var heard = Heard(reader);
        var places = await (
            from entry in database.PlaylistEntries.AsNoTracking()
            where ids.Contains(entry.PlaylistId)
            join item in heard on entry.ItemId equals item.Id
            from version in item.Versions
            where version.Number == item.LiveNumber
            select new { entry.PlaylistId, Seconds = (version.MediaFile != null ? version.MediaFile.DurationSeconds : null) ?? (version.Transcript != null ? version.Transcript.EndSeconds : 0) }).ToListAsync(cancellationToken);
        var sums = places.GroupBy(place => place.PlaylistId).ToDictionary(group => group.Key, group => (Count: group.Count(), Seconds: group.Sum(place => place.Seconds)));
        var rows = lists.ToLookup(list => list.OwnerId == person, list =>
        {
            var (count, seconds) = sums.GetValueOrDefault(list.Id);
            return new PlaylistRow(list.Id, list.Title, list.Description, list.Owner, list.IsShared, count, seconds, list.ChangedAt);
        });
        return new PlaylistsPage { Own = [.. rows[true]], Shared = [.. rows[false]] };
    }

    /// <returns>Null: it isn't there, or it is somebody else's own.</returns>
    public async Task<PlaylistPage?> FindAsync(int id, ItemReader reader, CancellationToken cancellationToken)
    {
        var person = reader.Viewer.PersonId;
        var list = await database.Playlists.AsNoTracking().Include(row => row.Entries).Include(row => row.Owner).SingleOrDefaultAsync(row => row.Id == id && (row.IsShared || row.OwnerId == person), cancellationToken);
        if (list is null) return null;
        var ids = list.Entries.Select(entry => entry.ItemId).ToArray();
        var cards = await Heard(reader).Where(item => ids.Contains(item.Id)).ToCards().ToDictionaryAsync(card => card.Id, cancellationToken);
        var mayChange = MayChange(list, reader);
        return new PlaylistPage
        {
            List = list,
            Owner = list.Owner.DisplayName,
            Places = [.. list.Ordered.Select(entry => new PlaylistPlace(entry.ItemId, cards.GetValueOrDefault(entry.ItemId))).Where(place => mayChange || place.Card is not null)],
            MayChange = mayChange,
            Reader = reader,
        };
    }

    public Task<string?> TitleAsync(int id, CancellationToken cancellationToken) => database.Playlists.Where(list => list.Id == id).Select(list => list.Title).SingleOrDefaultAsync(cancellationToken);

    public async Task<AddToPlaylistPage> ForItemAsync(int itemId, string title, ItemReader reader, CancellationToken cancellationToken)
    {
        var (person, manages) = (reader.Viewer.PersonId, reader.Manages);
        var lists = await database.Playlists.AsNoTracking().Where(list => list.OwnerId == person || list.IsShared && (manages || list.Entries.Any(entry => entry.ItemId == itemId)))
            .OrderByDescending(list => list.OwnerId == person).ThenByDescending(list => list.ChangedAt).ThenByDescending(list => list.Id).Take(MaxListed)
            .Select(list => new { list.Id, list.Title, HasIt = list.Entries.Any(entry => entry.ItemId == itemId), MayChange = list.OwnerId == person || manages }).ToListAsync(cancellationToken);
        return new AddToPlaylistPage(itemId, title, [.. lists.Where(list => list.MayChange && !list.HasIt).Select(list => new PlaylistName(list.Id, list.Title))], [.. lists.Where(list => list.HasIt).Select(list => new PlaylistName(list.Id, list.Title))]);
    }

    /// <summary>Its maker; once it is shared, whoever manages content as well.</summary>
    public static bool MayChange(Playlist list, ItemReader reader) => list.OwnerId == reader.Viewer.PersonId || (list.IsShared && reader.Manages);

    /// <summary>What has expired or isn't released yet is in no playlist, not even for those who may edit it.</summary>
    private IQueryable<Item> Heard(ItemReader reader) => database.Items.AsNoTracking().InAudienceOf(reader).PublishedOn(reader.Today);
}
