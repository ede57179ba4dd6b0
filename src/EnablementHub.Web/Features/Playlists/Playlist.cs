using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Playlists;

/// <summary>Clips in an order, played one after another (FIELD, Words). Its maker's own until it is shared.</summary>
public sealed class Playlist
{
    public const int MaxTitleLength = 120;
    public const int MaxDescriptionLength = 1_000;
    public const int MaxKeyLength = 100;

    /// <summary>At two minutes a clip, more than an afternoon.</summary>
    public const int MaxEntries = 100;

    /// <summary>Of one person.</summary>
    public const int MaxOwned = 100;

    private readonly List<PlaylistEntry> _entries = [];

    public int Id { get; private set; }

    /// <summary>The name by which a seed finds it again; null for what was made here.</summary>
    public string? Key { get; init; }
    public required string Title { get; set; }
    public string Description { get; set; } = "";
    public required int OwnerId { get; init; }
    public Person Owner { get; private set; } = null!;

    /// <summary>Everyone sees it, each with the clips that they may see; else its maker alone.</summary>
    public bool IsShared { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Moves with every write: the concurrency token.</summary>
    public int Revision { get; private set; }
    public IReadOnlyList<PlaylistEntry> Entries => _entries;

    /// <summary>In the order in which they are played. Needs the entries to be loaded, as all below.</summary>
    public IEnumerable<PlaylistEntry> Ordered => _entries.OrderBy(entry => entry.Position).ThenBy(entry => entry.Id);

    public void Touch(DateTimeOffset now)
    {
        ChangedAt = now;
        Revision++;
    }

    /// <returns>False when it is in it already.</returns>
    public bool Add(int itemId, DateTimeOffset now)
    {
        if (_entries.Exists(entry => entry.ItemId == itemId)) return false;
        _entries.Add(new PlaylistEntry { ItemId = itemId, Position = _entries.Count == 0 ? 0 : _entries.Max(entry => entry.Position) + 1 });
        Touch(now);
        return true;
    }

    /// <returns>False when it isn't in it.</returns>
    public bool Remove(int itemId, DateTimeOffset now)
    {
        if (_entries.RemoveAll(entry => entry.ItemId == itemId) == 0) return false;
        Touch(now);
        return true;
    }

    /// <summary>One place up or down; what stands at the end stays there.</summary>
    /// <returns>False when it isn't in it.</returns>
    public bool Move(int itemId, bool isUp, DateTimeOffset now)
    {
        var ordered = Ordered.ToList();
        var at = ordered.FindIndex(entry => entry.ItemId == itemId);
        if (at < 0) return false;
        var to = Math.Clamp(isUp ? at - 1 : at + 1, 0, ordered.Count - 1);
        (ordered[at], ordered[to]) = (ordered[to], ordered[at]);
        foreach (var (position, entry) in ordered.Index()) entry.Position = position;
        if (to != at) Touch(now);
        return true;
    }

    /// <summary>Another item takes the place of one.</summary>
    /// <returns>True: it was in the list already, so the one is gone from it.</returns>
    public bool Lead(int fromItemId, int toItemId, DateTimeOffset now)
    {
        var entry = _entries.Single(one => one.ItemId == fromItemId);
        var isThere = _entries.Exists(other => other.ItemId == toItemId);
        if (isThere) _entries.Remove(entry);
        else entry.ItemId = toItemId;
        Touch(now);
        return isThere;
    }

    internal static void Map(EntityTypeBuilder<Playlist> list)
    {
        list.ToTable("Playlists");
        list.Property(p => p.Key).HasMaxLength(MaxKeyLength);
        list.HasIndex(p => p.Key).IsUnique();
        list.Property(p => p.Title).HasMaxLength(MaxTitleLength);
        list.Property(p => p.Description).HasMaxLength(MaxDescriptionLength);
        list.Property(p => p.Revision).IsConcurrencyToken();
        list.HasIndex(p => new { p.IsShared, p.ChangedAt });
        list.HasOne(p => p.Owner).WithMany().HasForeignKey(p => p.OwnerId).OnDelete(DeleteBehavior.Restrict);
        list.HasMany(p => p.Entries).WithOne(e => e.Playlist).HasForeignKey(e => e.PlaylistId).OnDelete(DeleteBehavior.Cascade);
        list.Ignore(p => p.Ordered);
    }
}

/// <summary>One recording of a playlist.</summary>
public sealed class PlaylistEntry
{
    public int Id { get; private set; }
    public int PlaylistId { get; private set; }
    public Playlist Playlist { get; private set; } = null!;
    public required int ItemId { get; set; }
    public required int Position { get; set; }

    internal static void Map(EntityTypeBuilder<PlaylistEntry> entry)
    {
        entry.ToTable("PlaylistEntries");
        entry.HasIndex(e => new { e.PlaylistId, e.ItemId }).IsUnique();
        entry.HasOne<Item>().WithMany().HasForeignKey(e => e.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}
