using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Playlists;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Seed;

/// <summary><c>playlists.yaml</c>: recordings in an order.</summary>
public sealed class SeedPlaylists
{
    public List<SeedPlaylist> Playlists { get; set; } = [];
}

public sealed class SeedPlaylist
{
    public string Key { get; set; } = "";
    public string Title { get; set; } = "";
    public string Description { get; set; } = "";

    /// <summary>Address of a person.</summary>
    public string Owner { get; set; } = "";
    public bool IsShared { get; set; }

    /// <summary>Keys of clips and training videos, in the order in which they are played.</summary>
    public List<string> Items { get; set; } = [];
}

public sealed class SeedPlaylistsWriter(HubDbContext database, OrganisationClock clock)
{
    private const string File = "playlists.yaml";

    public async Task AddAsync(SeedPlaylists seed, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, Item> items, CancellationToken cancellationToken)
    {
        foreach (var row in seed.Playlists)
        {
            if (row.Title.Length is 0 or > Playlist.MaxTitleLength) throw new SeedException($"{File}: {row.Key} needs a title of at most {Playlist.MaxTitleLength} characters.");
            if (!people.TryGetValue(row.Owner, out var owner)) throw new SeedException($"{File}: there is no person \"{row.Owner}\".");
            var list = new Playlist { Key = row.Key, Title = row.Title, Description = row.Description, OwnerId = owner, IsShared = row.IsShared, CreatedAt = clock.Now };
            foreach (var key in row.Items)
            {
                if (!items.TryGetValue(key, out var item) || !item.Kind.IsPlayable()) throw new SeedException($"{File}: {row.Key} names \"{key}\", which is no clip and no training video.");
                list.Add(item.Id, clock.Now);
            }

            database.Add(list);
        }

        await database.SaveChangesAsync(cancellationToken);
    }
}
