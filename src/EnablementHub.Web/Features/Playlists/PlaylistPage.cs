using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Playlists;

/// <summary>A playlist in a list.</summary>
/// <param name="Count">Of the recordings that the viewer may hear.</param>
/// <param name="Seconds">How long they take together.</param>
public sealed record PlaylistRow(int Id, string Title, string Description, string Owner, bool IsShared, int Count, double Seconds, DateTimeOffset ChangedAt);

public sealed record PlaylistsPage
{
    public required IReadOnlyList<PlaylistRow> Own { get; init; }
    public required IReadOnlyList<PlaylistRow> Shared { get; init; }
}

/// <summary>What the form for a playlist's words holds, as typed.</summary>
public sealed record PlaylistForm
{
    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>"yes" or nothing.</summary>
    public string? Shared { get; init; }

    /// <summary>Begins the new playlist with this item.</summary>
    public string? Item { get; init; }
    public string? Revision { get; init; }

    public bool IsShared => Shared == "yes";
}

public sealed record PlaylistFormPage
{
    /// <summary>Null: a new one.</summary>
    public int? Id { get; init; }
    public required PlaylistForm Form { get; init; }
    public required bool MayShare { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public string? ProblemOf(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Sentence;
}

/// <param name="Card">Null: it has left the library, or the viewer may not see it; shown to whoever may take it out.</param>
public sealed record PlaylistPlace(int ItemId, ItemCard? Card);

public sealed record PlaylistPage
{
    public required Playlist List { get; init; }
    public required string Owner { get; init; }

    /// <summary>In the order in which they are played.</summary>
    public required IReadOnlyList<PlaylistPlace> Places { get; init; }
    public required bool MayChange { get; init; }
    public required ItemReader Reader { get; init; }
    public string Typed { get; init; } = "";
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public int Playable => Places.Count(place => place.Card?.CanPlay == true);
    public double Seconds => Places.Sum(place => place.Card?.Duration ?? 0);
}

/// <param name="Own">Playlists that the viewer may add to.</param>
/// <param name="In">Shared ones that play it already, and the viewer's own.</param>
public sealed record AddToPlaylistPage(int ItemId, string Title, IReadOnlyList<PlaylistName> Own, IReadOnlyList<PlaylistName> In);

public sealed record PlaylistName(int Id, string Title);
