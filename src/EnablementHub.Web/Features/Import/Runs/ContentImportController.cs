using System.Text;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Studio.Uploads;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Import.Runs;

/// <summary>A folder as a zip: first what it would do, then the deed, and the report of both.</summary>
[Authorize(Capability.ManageContent)]
public sealed class ContentImportController(ImportPages pages) : Controller
{
    [HttpGet("/import")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await pages.ReadIndexAsync(cancellationToken));

    [HttpGet("/import/{id:int}")]
    public async Task<IActionResult> Show(int id, string? kind, int page, CancellationToken cancellationToken) =>
        await pages.ReadAsync(id, KindOf(kind), page, cancellationToken) is { } found ? View("Run", found) : NotFound();

    [HttpPost("/import/{id:int}/start")]
    public async Task<IActionResult> Start(int id, [FromServices] DecideOnRun decide, CancellationToken cancellationToken) => Answer(id, await decide.ImportAsync(id, User.Writer(), cancellationToken), "It is being imported. You can leave this page.");

    [HttpPost("/import/{id:int}/discard")]
    public async Task<IActionResult> Discard(int id, [FromServices] DecideOnRun decide, CancellationToken cancellationToken) => Answer(id, await decide.DiscardAsync(id, User.Writer(), cancellationToken), "The upload is discarded. Nothing of it was imported.");

    [HttpGet("/import/{id:int}/report.csv")]
    public async Task<IActionResult> Report(int id, CancellationToken cancellationToken)
    {
        if (await pages.ReadAsync(id, null, 1, cancellationToken) is null) return NotFound();
        var text = new StringBuilder(ReportFile.Header).Append('\n');
        await foreach (var finding in pages.ReadReportAsync(id).WithCancellation(cancellationToken)) text.Append(ReportFile.Row(finding)).Append('\n');
        return File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray(), "text/csv; charset=utf-8", FormattableString.Invariant($"import-{id}.csv"));
    }

    private IActionResult Answer(int id, WriteResult result, string done)
    {
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Outcome == WriteOutcome.NotAllowed) return Forbid();
        Flash.Say(TempData, new Flash(result.Succeeded ? done : result.Problems.Count > 0 ? result.Problems[0].Sentence : "Somebody else decided at the same moment. Look at what became of it below."));
        return LocalRedirect(ImportPaths.Run(id));
    }

    private static FindingKind? KindOf(string? slug)
    {
        foreach (var kind in Enum.GetValues<FindingKind>())
        {
            if (ImportPaths.Slug(kind) == slug) return kind;
        }

        return null;
    }
}

/// <summary>Takes the zip as it arrives, without keeping it in memory.</summary>
[Authorize(Capability.ManageContent), EnableRateLimiting(RateLimit.Upload), StreamedUpload, IgnoreAntiforgeryToken]
public sealed class ImportUploadController(TakeUpload upload, ImportPages pages, IAntiforgery antiforgery, IOptions<MediaOptions> options) : Controller
{
    private const string Field = "zip";

    [HttpPost("/import")]
    public async Task<IActionResult> Take(CancellationToken cancellationToken)
    {
        var (name, asDrafts) = ("", false);
        try
        {
            var file = await new StreamedUpload(antiforgery).OpenAsync(HttpContext, Field, cancellationToken);
            (name, asDrafts) = (file.Fields["name"].ToString(), file.Fields["drafts"] == "true");
            var (runId, problem) = await upload.RunAsync(file.Content, file.Name, name, asDrafts, User.Writer(), options.Value.MaxUploadBytes, cancellationToken);
            if (runId is { } id) return LocalRedirect(ImportPaths.Run(id));
            return await RefuseAsync(StatusCodes.Status400BadRequest, problem!);
        }
        catch (AntiforgeryValidationException)
        {
            return await RefuseAsync(StatusCodes.Status400BadRequest, "The page was open for too long. Choose the file again.");
        }
        catch (UnreadableUploadException error)
        {
            return await RefuseAsync(StatusCodes.Status400BadRequest, error.Message);
        }
        catch (FileTooLargeException error)
        {
            return await RefuseAsync(StatusCodes.Status413PayloadTooLarge, error.Message);
        }
        catch (StoreFullException error)
        {
            return await RefuseAsync(StatusCodes.Status507InsufficientStorage, error.Message);
        }
        catch (StoreUnavailableException error)
        {
            return await RefuseAsync(StatusCodes.Status503ServiceUnavailable, error.Message);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return await RefuseAsync(StatusCodes.Status400BadRequest, "The upload broke off. Nothing was stored; try again.");
        }

        async Task<IActionResult> RefuseAsync(int status, string sentence)
        {
            Response.StatusCode = status;
            return View("/Features/Import/Runs/Index.cshtml", await pages.ReadIndexAsync(cancellationToken, name, asDrafts, sentence));
        }
    }
}
