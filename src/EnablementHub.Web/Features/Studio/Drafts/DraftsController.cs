using System.Globalization;
using System.Text.Json;
using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Playbooks;
using EnablementHub.Features.Studio.Editing;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Studio.Drafts;

/// <summary>A text as its readers will see it.</summary>
/// <param name="Problems">Sentences for the writer: what was left out or not understood.</param>
public sealed record PreviewPage(ComposedText Text, ItemReader Reader, IReadOnlyList<string> Problems);

/// <summary>Keeps typed text, throws it away, and shows how it will look: called by the editor's script.</summary>
[Authorize(Capability.WriteContent)]
public sealed class DraftsController(HubDbContext database, KeepDraft keep) : Controller
{
    private const int MaxRequestBytes = 4_000_000;

    /// <summary>
    /// Takes the editor's form as it is, or <c>{ "revision": 3, "seen": 17, "fields": { "Title": "…", "Facets": ["1", "2"] } }</c>.
    /// </summary>
    [HttpPost("/studio/{id:int}/autosave"), RequestSizeLimit(MaxRequestBytes)]
    public async Task<IActionResult> Autosave(int id, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } request) return Refuse(StatusCodes.Status400BadRequest, "The text could not be read, so it was not kept. Reload the page.");
        var result = await keep.RunAsync(new DraftRequest { ItemId = id, Writer = User.Writer(), Revision = request.Revision, Kept = request.Kept }, cancellationToken);
        if (!result.Succeeded) return Refuse(result.Status(), result.Problems.Count > 0 ? result.Sentences() : "There is no such item.");
        var item = await database.LoadItemAsync(id, cancellationToken);
        var newest = item!.NewestVersion!;
        var requirements = PublishingRules.Requirements(item.Kind, request.Kept.Fields.ReadContent(VersionContent.From(newest)).Normalised(), newest.MediaFile, newest.Transcript?.EndSeconds);
        var isStale = result.Revision != request.Revision;
        return Json(new
        {
            revision = result.Revision,
            isStale,
            message = isStale ? Tell(await database.FindChangesAsync(id, request.Kept.Seen, User.PersonId(), cancellationToken)) : null,
            complete = requirements.Count(requirement => requirement.IsMet),
            required = requirements.Count,
            missing = requirements.Where(requirement => !requirement.IsMet).Select(requirement => requirement.Sentence),
        });
    }

    [HttpPost("/studio/{id:int}/autosave/discard")]
    public async Task<IActionResult> Discard(int id, CancellationToken cancellationToken)
    {
        await keep.DiscardAsync(id, User.PersonId(), cancellationToken);
        return LocalRedirect(StudioLinks.Editor(id));
    }

    [HttpPost("/studio/preview"), RequestSizeLimit(MaxRequestBytes)]
    public async Task<IActionResult> Preview([FromForm(Name = "markdown")] string? text, [FromServices] MarkdownRenderer markdown, [FromServices] TextComposer composer, [FromServices] OrganisationClock clock, CancellationToken cancellationToken)
    {
        try
        {
            var rendered = markdown.Render((text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal));
            var reader = User.Reader(clock.Today);
            return PartialView("_Preview", new PreviewPage(await composer.ComposeAsync(rendered.Html, reader, cancellationToken), reader, rendered.Problems));
        }
        catch (MarkdownTooComplexException error)
        {
            return Refuse(StatusCodes.Status400BadRequest, error.Message);
        }
    }

    private async Task<(int Revision, KeptFields Kept)?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Request.HasFormContentType)
            {
                var form = await Request.ReadFormAsync(cancellationToken);
                return int.TryParse(form["Revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var on)
                    ? (on, new KeptFields(EditorFields.FromForm(form), long.TryParse(form["Seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0))
                    : null;
            }

            if (!Request.HasJsonContentType()) return null;
            using var document = await JsonDocument.ParseAsync(Request.Body, default, cancellationToken);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("revision", out var revision) || !root.TryGetProperty("fields", out var fields)) return null;
            var seen = root.TryGetProperty("seen", out var number) && number.TryGetInt64(out var id) ? id : 0;
            return revision.TryGetInt32(out var value) && EditorFields.FromJson(fields) is { } read ? (value, new KeptFields(read, seen)) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static string Tell(IReadOnlyList<ForeignChange> changes) =>
        changes.Count == 0
            ? "Your text is kept, but the item has changed meanwhile. When you save, you'll see both."
            : $"Your text is kept. {changes[0].Who} {changes[0].Action} meanwhile: when you save, you'll see both.";

    private ObjectResult Refuse(int status, string sentence) => Problem(title: "Not kept", detail: sentence, statusCode: status);
}
