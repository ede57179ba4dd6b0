using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Clips.Attaching;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Studio.Drafts;
using EnablementHub.Features.Studio.Editing;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Studio.Uploads;

/// <summary>
/// Takes recordings, documents and captions as they arrive. Scripts ask for JSON and show progress; without script the
/// same form leads back to the editor.
/// </summary>
[Authorize(Capability.WriteContent), EnableRateLimiting(RateLimit.Upload), StreamedUpload, IgnoreAntiforgeryToken]
public sealed class UploadsController(HubDbContext database, EditorPages pages, KeepDraft drafts, IAntiforgery antiforgery, IOptions<MediaOptions> options) : Controller
{
    private const string MediaField = "media";
    private const string CaptionsField = "captions";
    private const string RetryAfterSeconds = "30";

    [HttpPost("/studio/{id:int}/media")]
    public Task<IActionResult> Media(int id, [FromServices] AttachMedia attach, CancellationToken cancellationToken) => TakeAsync(id, MediaField, attach.RunAsync, cancellationToken);

    [HttpPost("/studio/{id:int}/captions")]
    public Task<IActionResult> Captions(int id, [FromServices] AttachCaptions attach, CancellationToken cancellationToken) => TakeAsync(id, CaptionsField, attach.RunAsync, cancellationToken);

    private async Task<IActionResult> TakeAsync(int id, string field, Func<AttachRequest, CancellationToken, Task<AttachResult>> attachAsync, CancellationToken cancellationToken)
    {
        try
        {
            var file = await new StreamedUpload(antiforgery).OpenAsync(HttpContext, field, cancellationToken);
            await KeepAsync(id, file.Fields, cancellationToken);
            var request = new AttachRequest { ItemId = id, Writer = User.Writer(), FileName = file.Name, Content = file.Content, MaxBytes = options.Value.MaxUploadBytes };
            var result = await attachAsync(request, cancellationToken);
            if (!result.Write.Succeeded) return await RefuseAsync(id, field, result.Write.Status(), result.Write.Problems, cancellationToken);
            await drafts.RebaseAsync(id, User.PersonId(), result.RevisionBefore, result.Write.Revision, cancellationToken);
            return Accept(id, result);
        }
        catch (AntiforgeryValidationException)
        {
            return await RefuseAsync(id, field, StatusCodes.Status400BadRequest, "This page is too old to send files. Reload it and try again.", cancellationToken);
        }
        catch (UnreadableUploadException error)
        {
            return await RefuseAsync(id, field, StatusCodes.Status400BadRequest, error.Message, cancellationToken);
        }
        catch (FileTooLargeException error)
        {
            return await RefuseAsync(id, field, StatusCodes.Status413PayloadTooLarge, error.Message + " Export it smaller, or cut it.", cancellationToken);
        }
        catch (StoreFullException error)
        {
            Response.Headers.RetryAfter = RetryAfterSeconds;
            return await RefuseAsync(id, field, StatusCodes.Status507InsufficientStorage, error.Message, cancellationToken);
        }
        catch (StoreUnavailableException error)
        {
            Response.Headers.RetryAfter = RetryAfterSeconds;
            return await RefuseAsync(id, field, StatusCodes.Status503ServiceUnavailable, error.Message, cancellationToken);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return await RefuseAsync(id, field, StatusCodes.Status400BadRequest, "The upload broke off. Nothing was stored; try again.", cancellationToken);
        }
    }

    /// <summary>Without script the button that sends the file sends the editor too: what was typed there is kept as if it had kept itself.</summary>
    private async Task KeepAsync(int id, IFormCollection fields, CancellationToken cancellationToken)
    {
        if (!int.TryParse(fields["Revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)) return;
        var seen = long.TryParse(fields["Seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        await drafts.RunAsync(new DraftRequest { ItemId = id, Writer = User.Writer(), Revision = revision, Kept = new KeptFields(EditorFields.FromForm(fields), seen) }, cancellationToken);
    }

    private IActionResult Accept(int id, AttachResult result)
    {
        var message = string.Join(' ', result.Write.Warnings.Prepend(Describe(result)));
        this.Tell(message);
        if (WantsJson())
        {
            return Json(new
            {
                location = StudioLinks.Editor(id),
                revision = result.Write.Revision,
                previousRevision = result.RevisionBefore,
                name = result.File?.FileName ?? result.Transcript?.FileName,
                message,
                warnings = result.Write.Warnings,
            });
        }

        return LocalRedirect(StudioLinks.Editor(id));
    }

    private static string Describe(AttachResult result)
    {
        if (result.Transcript is { } transcript) return $"{transcript.FileName} is added: {(transcript.Cues.Count == 1 ? "1 caption" : $"{transcript.Cues.Count} captions")}.";
        var file = result.File!;
        var length = file.DurationSeconds is { } seconds ? FormattableString.Invariant($", {TimeSpan.FromSeconds(Math.Round(seconds)):m\\:ss}") : "";
        return $"{file.FileName} is added{length}.";
    }

    private Task<IActionResult> RefuseAsync(int id, string field, int status, string sentence, CancellationToken cancellationToken) =>
        RefuseAsync(id, field, status, [new FieldProblem(field, sentence)], cancellationToken);

    private async Task<IActionResult> RefuseAsync(int id, string field, int status, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken)
    {
        if (WantsJson())
            return Problem(title: "Not uploaded", detail: problems.Count > 0 ? string.Join(' ', problems.Select(problem => problem.Sentence)) : "There is no such item.", statusCode: status);
        var writer = User.Writer();
        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return NotFound();
        if (!writer.MayChange(item)) return Forbid();
        var page = await pages.OpenAsync(item, writer, cancellationToken);
        Response.StatusCode = status;
        return View("/Features/Studio/Editing/Editor.cshtml", page with { Problems = [.. problems.Select(problem => problem with { Field = field })] });
    }

    private bool WantsJson() => Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);
}
