using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Duplicates;

/// <summary>Tells writers what their text resembles while they write.</summary>
[Authorize(Capability.WriteContent)]
public sealed class SimilarController(HubDbContext database, DuplicateQueries queries, SimilarItems similar, MarkdownRenderer markdown, OrganisationClock clock) : Controller
{
    private const int MaxRequestBytes = 4_000_000;
    private static readonly string[] Texts = ["Body", "Recap", "CheatSheet"];

    /// <summary>Takes the texts of the editor's form; the recording is the stored one.</summary>
    [HttpPost("/duplicates/check/{id:int}"), RequestSizeLimit(MaxRequestBytes)]
    public async Task<IActionResult> Check(int id, CancellationToken cancellationToken)
    {
        if (!Request.HasFormContentType) return BadRequest();
        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return NotFound();
        if (!User.Writer().MayChange(item)) return Forbid();
        try
        {
            var typed = string.Join('\n', Texts.Select(field => markdown.Render(Request.Form[field].ToString().Replace("\r\n", "\n", StringComparison.Ordinal)).PlainText));
            var text = await similar.ReadTextAsync(typed, item.NewestVersion!.TranscriptId, cancellationToken);
            return PartialView("/Features/Duplicates/_Similar.cshtml", await queries.FindAsync(text, id, User.Reader(clock.Today), cancellationToken));
        }
        catch (MarkdownTooComplexException error)
        {
            return Problem(title: "Not compared", detail: error.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
