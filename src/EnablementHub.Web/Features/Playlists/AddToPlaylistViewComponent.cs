using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Playlists;

/// <summary>On a recording's page: <c>@await Component.InvokeAsync("AddToPlaylist", new { itemId, title })</c>.</summary>
public sealed class AddToPlaylistViewComponent(PlaylistQueries playlists, OrganisationClock clock) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(int itemId, string title) =>
        View("/Features/Playlists/_AddToPlaylist.cshtml", await playlists.ForItemAsync(itemId, title, HttpContext.User.Reader(clock.Today), HttpContext.RequestAborted));
}
