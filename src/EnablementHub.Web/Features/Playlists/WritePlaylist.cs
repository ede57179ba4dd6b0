using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Playlists;

/// <summary>Makes, renames, shares and removes playlists.</summary>
public sealed class WritePlaylist(HubDbContext database, OrganisationClock clock)
{
    /// <returns>The playlist's number with <see cref="WriteOutcome.Done"/>.</returns>
    public async Task<(WriteResult Result, int Id)> CreateAsync(PlaylistForm form, ItemReader reader, CancellationToken cancellationToken)
    {
        var (title, description, problems) = Read(form, reader, wasShared: false);
        var person = reader.Viewer.PersonId;
        if (await database.Playlists.CountAsync(list => list.OwnerId == person, cancellationToken) >= Playlist.MaxOwned)
            problems.Add(new("", string.Create(CultureInfo.InvariantCulture, $"You have {Playlist.MaxOwned} playlists. Remove one that you no longer need.")));
        var first = FormNumber.Read(form.Item) is { } itemId ? await ArrangePlaylist.FindAsync(database, itemId, reader, cancellationToken) : null;
        if (problems.Count > 0) return (WriteResult.Invalid(problems), 0);
        var now = clock.Now;
        var list = new Playlist { Title = title, Description = description, OwnerId = person, IsShared = form.IsShared, CreatedAt = now };
        list.Touch(now);
        if (first is not null) list.Add(first.Id, now);
        database.Playlists.Add(list);
        await database.SaveChangesAsync(cancellationToken);
        if (list.IsShared) await LogAsync(list, person, "playlist.shared", cancellationToken);
        return (new WriteResult(WriteOutcome.Done), list.Id);
    }

    public async Task<WriteResult> SaveAsync(int id, PlaylistForm form, ItemReader reader, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, reader, cancellationToken) is not { } list) return WriteResult.NotFound;
        if (!PlaylistQueries.MayChange(list, reader)) return WriteResult.NotAllowed("Only its maker or an enablement lead changes it.");
        var (title, description, problems) = Read(form, reader, list.IsShared);
        if (problems.Count > 0) return WriteResult.Invalid(problems);
        if (FormNumber.Read(form.Revision) != list.Revision) return WriteResult.Invalid("", "Somebody changed the playlist since you opened this page. Look at it again; what you typed still stands here.");
        if (list.Title == title && list.Description == description && list.IsShared == form.IsShared) return new WriteResult(WriteOutcome.Unchanged);
        var isSharing = form.IsShared != list.IsShared;

        // Where a lead takes back the sharing of another's playlist, it is its maker's alone again.
        (list.Title, list.Description, list.IsShared) = (title, description, form.IsShared);
        list.Touch(clock.Now);
        await database.SaveChangesAsync(cancellationToken);
        if (isSharing) await LogAsync(list, reader.Viewer.PersonId, list.IsShared ? "playlist.shared" : "playlist.unshared", cancellationToken);
        return new WriteResult(WriteOutcome.Done);
    }

    /// <returns>The title of what was removed; null: there was nothing that the person could remove.</returns>
    public async Task<string?> RemoveAsync(int id, ItemReader reader, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, reader, cancellationToken) is not { } list || !PlaylistQueries.MayChange(list, reader)) return null;
        database.Playlists.Remove(list);
        database.LogAudit(reader.Viewer.PersonId, "playlist.removed", "playlist", list.Id, clock.Now, list.Title);
        await database.SaveChangesAsync(cancellationToken);
        return list.Title;
    }

    private Task<Playlist?> LoadAsync(int id, ItemReader reader, CancellationToken cancellationToken) =>
        database.Playlists.SingleOrDefaultAsync(list => list.Id == id && (list.IsShared || list.OwnerId == reader.Viewer.PersonId), cancellationToken);

    private async Task LogAsync(Playlist list, int personId, string action, CancellationToken cancellationToken)
    {
        database.LogAudit(personId, action, "playlist", list.Id, clock.Now, list.Title);
        await database.SaveChangesAsync(cancellationToken);
    }

    private static (string Title, string Description, List<FieldProblem> Problems) Read(PlaylistForm form, ItemReader reader, bool wasShared)
    {
        var title = string.Join(' ', Clean(form.Title).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var description = Clean(form.Description).Trim();
        var problems = new List<FieldProblem>();
        if (title.Length == 0) problems.Add(new(nameof(form.Title), "Give it a title, for example the question that its clips answer."));
        if (title.Length > Playlist.MaxTitleLength) problems.Add(new(nameof(form.Title), $"The title has {title.Length} characters; at most {Playlist.MaxTitleLength} fit. Shorten it."));
        if (description.Length > Playlist.MaxDescriptionLength) problems.Add(new(nameof(form.Description), string.Create(CultureInfo.InvariantCulture, $"The description has {description.Length:N0} characters; at most {Playlist.MaxDescriptionLength:N0} fit. Shorten it.")));
        if (form.IsShared && !wasShared && !reader.Writes) problems.Add(new(nameof(form.Shared), "Experts and enablement leads share playlists. Keep it for yourself, and show it to one of them."));
        return (title, description, problems);
    }

    private static string Clean(string? text) => (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
}
