using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Playlists;

/// <summary>Playlists: everyone makes their own and hears the shared ones.</summary>
public sealed class PlaylistsController(PlaylistQueries playlists, OrganisationClock clock) : Controller
{
    private ItemReader Reader => User.Reader(clock.Today);

    [HttpGet(PlaylistLinks.All)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await playlists.ReadAsync(Reader, cancellationToken));

    [HttpGet(PlaylistLinks.New)]
    public IActionResult New(string? item) => View("Edit", new PlaylistFormPage { Form = new PlaylistForm { Item = item }, MayShare = Reader.Writes });

    [HttpPost(PlaylistLinks.New)]
    public async Task<IActionResult> Create([FromForm] PlaylistForm form, [FromServices] WritePlaylist write, CancellationToken cancellationToken)
    {
        var (result, id) = await write.CreateAsync(form, Reader, cancellationToken);
        if (!result.Succeeded) return Refuse(new PlaylistFormPage { Form = form, MayShare = Reader.Writes, Problems = result.Problems });
        Flash.Say(TempData, new Flash(form.Item is { Length: > 0 } ? "Your playlist begins with this recording." : "Made. Add the first clip below."));
        return LocalRedirect(PlaylistLinks.To(id));
    }

    [HttpGet("/playlists/{id:int}")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellationToken) => await playlists.FindAsync(id, Reader, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpGet("/playlists/{id:int}/edit")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken)
    {
        if (await playlists.FindAsync(id, Reader, cancellationToken) is not { } page) return NotFound();
        if (!page.MayChange) return Forbid();
        var form = new PlaylistForm { Title = page.List.Title, Description = page.List.Description, Shared = page.List.IsShared ? "yes" : null, Revision = FormattableString.Invariant($"{page.List.Revision}") };
        return View(new PlaylistFormPage { Id = id, Form = form, MayShare = Reader.Writes || page.List.IsShared });
    }

    [HttpPost("/playlists/{id:int}/edit")]
    public async Task<IActionResult> Save(int id, [FromForm] PlaylistForm form, [FromServices] WritePlaylist write, CancellationToken cancellationToken)
    {
        var result = await write.SaveAsync(id, form, Reader, cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Outcome == WriteOutcome.NotAllowed) return Forbid();
        if (!result.Succeeded) return Refuse(new PlaylistFormPage { Id = id, Form = form, MayShare = true, Problems = result.Problems });

        // Taken back by a lead, another's playlist is no longer theirs to see.
        Flash.Say(TempData, new Flash(result.Outcome == WriteOutcome.Done ? "Saved." : "Nothing had changed."));
        return LocalRedirect(await playlists.FindAsync(id, Reader, cancellationToken) is null ? PlaylistLinks.All : PlaylistLinks.To(id));
    }

    [HttpPost("/playlists/{id:int}/remove")]
    public async Task<IActionResult> Remove(int id, [FromServices] WritePlaylist write, CancellationToken cancellationToken)
    {
        if (await write.RemoveAsync(id, Reader, cancellationToken) is not { } title) return NotFound();
        Flash.Say(TempData, new Flash($"“{title}” is gone; its recordings stay in the library."));
        return LocalRedirect(PlaylistLinks.All);
    }

    [HttpPost("/playlists/{id:int}/items")]
    public async Task<IActionResult> Add(int id, [FromForm] string? item, [FromForm] string? from, [FromServices] ArrangePlaylist arrange, CancellationToken cancellationToken)
    {
        var result = await arrange.AddAsync(id, item ?? "", Reader, cancellationToken);
        if (result.Outcome is WriteOutcome.NotFound) return NotFound();
        if (result.Outcome is WriteOutcome.NotAllowed) return Forbid();
        var isFromItem = from == "item" && FormNumber.Read(item) is not null;
        if (!result.Succeeded)
        {
            if (isFromItem) return TellAndReturn(new Flash(result.Problems[0].Sentence, FlashTone.Warning), ItemLinks.To(FormNumber.Read(item)!.Value));
            if (await playlists.FindAsync(id, Reader, cancellationToken) is not { } page) return NotFound();
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Show", page with { Typed = item ?? "", Problems = result.Problems });
        }

        var title = await playlists.TitleAsync(id, cancellationToken);
        var told = new Flash(result.Outcome == WriteOutcome.Done ? $"Added to “{title}”." : $"It is in “{title}” already.");
        return TellAndReturn(told, isFromItem ? ItemLinks.To(FormNumber.Read(item)!.Value) : PlaylistLinks.To(id));
    }

    [HttpPost("/playlists/{id:int}/items/{itemId:int}/up")]
    public async Task<IActionResult> Up(int id, int itemId, [FromServices] ArrangePlaylist arrange, CancellationToken cancellationToken) =>
        Answer(id, await arrange.MoveAsync(id, itemId, isUp: true, Reader, cancellationToken), itemId);

    [HttpPost("/playlists/{id:int}/items/{itemId:int}/down")]
    public async Task<IActionResult> Down(int id, int itemId, [FromServices] ArrangePlaylist arrange, CancellationToken cancellationToken) =>
        Answer(id, await arrange.MoveAsync(id, itemId, isUp: false, Reader, cancellationToken), itemId);

    [HttpPost("/playlists/{id:int}/items/{itemId:int}/remove")]
    public async Task<IActionResult> TakeOut(int id, int itemId, [FromServices] ArrangePlaylist arrange, CancellationToken cancellationToken) =>
        Answer(id, await arrange.TakeOutAsync(id, itemId, Reader, cancellationToken), null);

    private IActionResult Answer(int id, WriteResult result, int? itemId)
    {
        if (result.Outcome is WriteOutcome.NotFound) return NotFound();
        if (result.Outcome is WriteOutcome.NotAllowed) return Forbid();
        if (!result.Succeeded) Flash.Say(TempData, new Flash(result.Problems[0].Sentence, FlashTone.Warning));
        return LocalRedirect(PlaylistLinks.To(id) + (itemId is { } moved ? FormattableString.Invariant($"#place-{moved}") : ""));
    }

    private IActionResult TellAndReturn(Flash flash, string address)
    {
        Flash.Say(TempData, flash);
        return LocalRedirect(address);
    }

    private ViewResult Refuse(PlaylistFormPage page)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Edit", page);
    }
}
