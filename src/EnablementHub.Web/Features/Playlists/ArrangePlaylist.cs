using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Playlists;

/// <summary>Puts recordings into a playlist, moves them and takes them out. Each change holds for the list as it is now, so two people at once lose nothing.</summary>
public sealed class ArrangePlaylist(HubDbContext database, OrganisationClock clock)
{
    public async Task<WriteResult> AddAsync(int id, string typed, ItemReader reader, CancellationToken cancellationToken)
    {
        var item = ItemLinks.ReadNumber(typed) is { } number ? await FindAsync(database, number, reader, cancellationToken) : null;
        return await ChangeAsync(id, reader, list =>
        {
            if (item is null) return WriteResult.Invalid("Item", "Choose a clip or a training video from the titles that are offered, or paste the address of its page. It must be published.");
            if (list.Entries.Count >= Playlist.MaxEntries) return WriteResult.Invalid("Item", $"There are {Playlist.MaxEntries} recordings in it already. Take one out, or begin another playlist.");
            return list.Add(item.Id, clock.Now) ? null : new WriteResult(WriteOutcome.Unchanged);
        }, cancellationToken);
    }

    public Task<WriteResult> MoveAsync(int id, int itemId, bool isUp, ItemReader reader, CancellationToken cancellationToken) =>
        ChangeAsync(id, reader, list => list.Move(itemId, isUp, clock.Now) ? null : WriteResult.NotFound, cancellationToken);

    public Task<WriteResult> TakeOutAsync(int id, int itemId, ItemReader reader, CancellationToken cancellationToken) =>
        ChangeAsync(id, reader, list => list.Remove(itemId, clock.Now) ? null : new WriteResult(WriteOutcome.Unchanged), cancellationToken);

    /// <summary>What the person may put into a playlist; null: it isn't a recording, or they may not hear it.</summary>
    internal static Task<Item?> FindAsync(HubDbContext database, int itemId, ItemReader reader, CancellationToken cancellationToken) => database.Items.AsNoTracking()
        .Where(item => item.Id == itemId && (item.Kind == ItemKind.Clip || item.Kind == ItemKind.TrainingVideo)).InAudienceOf(reader).PublishedOn(reader.Today).SingleOrDefaultAsync(cancellationToken);

    /// <param name="id">Of the playlist.</param>
    /// <param name="reader">Who changes it.</param>
    /// <param name="change">Null when something was changed.</param>
    /// <param name="cancellationToken">Ends it before anything is stored.</param>
    private Task<WriteResult> ChangeAsync(int id, ItemReader reader, Func<Playlist, WriteResult?> change, CancellationToken cancellationToken) => database.InUnitAsync(
        async token =>
        {
            database.ChangeTracker.Clear();
            var person = reader.Viewer.PersonId;
            var list = await database.Playlists.Include(row => row.Entries).SingleOrDefaultAsync(row => row.Id == id && (row.IsShared || row.OwnerId == person), token);
            if (list is null) return WriteResult.NotFound;
            if (!PlaylistQueries.MayChange(list, reader)) return WriteResult.NotAllowed("Only its maker or an enablement lead changes it.");
            if (change(list) is { } refused) return refused;
            try
            {
                await database.SaveChangesAsync(token);
            }
            catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error))
            {
                return WriteResult.Invalid("", "Somebody changed the playlist at the same moment. Try again.");
            }

            return new WriteResult(WriteOutcome.Done);
        },
        result => result.Succeeded, cancellationToken);
}
