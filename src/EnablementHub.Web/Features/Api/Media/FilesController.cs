using System.ComponentModel;
using System.Text;
using System.Text.RegularExpressions;
using EnablementHub.Data;
using EnablementHub.Features.Api.Items;
using EnablementHub.Features.Clips.Attaching;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Media.Captions;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace EnablementHub.Features.Api.Media;

/// <summary>The recording or document of an item, and its captions.</summary>
[Tags("Media")]
public sealed partial class FilesController(HubDbContext database, ItemDoor door, IOptions<MediaOptions> options) : ApiControllerBase
{
    private const int MaxCaptionBytes = 6 * 1024 * 1024;

    [HttpPut(Root + "/items/{id:int}/media"), Authorize(Capability.WriteContent), EnableRateLimiting(RateLimit.Upload), DisableRequestSizeLimit]
    [RawBody("application/octet-stream"), EndpointSummary("Send the file of an item"), ApiAnswers(400, 403, 404, 412, 413, 415, 503, 507), TagsAnswer, TakesIfMatch]
    [EndpointDescription("The body is the file itself; what it is decides its content, not its name or the type that you send. It is stored while it arrives and waits in a pending version. With sha256, or the header Content-Digest, it is stored only if it arrived whole.")]
    [ProducesResponseType<ItemAnswer>(200)]
    public async Task<IActionResult> PutMedia(
        int id,
        [FromQuery, Description("Its name for people; or the header Content-Disposition.")] string? fileName,
        [FromQuery, Description("SHA-256 of the file in hexadecimal.")] string? sha256,
        [FromServices] AttachMedia attach,
        CancellationToken cancellationToken)
    {
        var digest = sha256?.ToLowerInvariant() ?? DigestHeader();
        if (digest is not null && !Sha256().IsMatch(digest)) return Refuse(ProblemAnswer.Invalid("sha256", "sha256 must have 64 hexadecimal digits; Content-Digest must read sha-256=:…: with the digest in base 64."));
        return await PutAsync(id, fileName, request => attach.RunAsync(request with { MaxBytes = options.Value.MaxUploadBytes, Sha256 = digest }, cancellationToken), cancellationToken);
    }

    [HttpPut(Root + "/items/{id:int}/captions"), Authorize(Capability.WriteContent), EnableRateLimiting(RateLimit.Upload), RequestSizeLimit(MaxCaptionBytes)]
    [RawBody("text/vtt", "application/x-subrip"), EndpointSummary("Send the captions of an item"), ApiAnswers(400, 403, 404, 412, 413, 415), TagsAnswer, TakesIfMatch]
    [EndpointDescription("The body is WebVTT or SRT. They wait in a pending version, and are searched once it is published.")]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> PutCaptions(int id, [FromQuery, Description("Its name for people.")] string? fileName, [FromServices] AttachCaptions attach, CancellationToken cancellationToken) =>
        PutAsync(id, fileName, request => attach.RunAsync(request, cancellationToken), cancellationToken);

    [HttpGet(Root + "/items/{id:int}/captions"), EndpointSummary("Read the captions of an item"), ApiAnswers(400, 403, 404, 410), TagsAnswer]
    [EndpointDescription("As WebVTT, with the speakers as voices.")]
    [ProducesResponseType<string>(200, "text/vtt"), ProducesResponseType(304)]
    public async Task<IActionResult> ReadCaptions(int id, [FromQuery, Description("live (the default) or pending.")] string? version, CancellationToken cancellationToken)
    {
        if (version is not (null or "live" or "pending")) return Refuse(ProblemAnswer.Invalid("version", "version must be one of: live, pending."));
        var (row, problem) = await door.FindAsync(id, version == "pending", User, cancellationToken);
        if (row is null) return Refuse(problem!);
        var transcript = await database.ItemVersions.AsNoTracking().Where(known => known.ItemId == id && known.Number == row.Number).Select(known => known.TranscriptId).SingleOrDefaultAsync(cancellationToken);
        if (transcript is null) return Missing("The item has no captions.");
        var cues = await database.Cues.AsNoTracking().Where(cue => cue.TranscriptId == transcript).OrderBy(cue => cue.Position).ToListAsync(cancellationToken);
        Response.Headers.CacheControl = "private, no-cache";
        var text = CaptionWriter.Write(cues.Select(cue => new CaptionCue(cue.StartSeconds, cue.EndSeconds, cue.Speaker, cue.Text)));
        return File(Encoding.UTF8.GetBytes(text), CaptionWriter.ContentType, lastModified: null, entityTag: new EntityTagHeaderValue($"\"transcript-{transcript}\""));
    }

    [HttpDelete(Root + "/items/{id:int}/media"), Authorize(Capability.WriteContent), EndpointSummary("Take the file out of the next version"), ApiAnswers(400, 403, 404, 412), TagsAnswer, TakesIfMatch]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> RemoveMedia(int id, [FromServices] RemoveFile remove, CancellationToken cancellationToken) => RemoveAsync(id, AttachedFile.Media, remove, cancellationToken);

    [HttpDelete(Root + "/items/{id:int}/captions"), Authorize(Capability.WriteContent), EndpointSummary("Take the captions out of the next version"), ApiAnswers(400, 403, 404, 412), TagsAnswer, TakesIfMatch]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> RemoveCaptions(int id, [FromServices] RemoveFile remove, CancellationToken cancellationToken) => RemoveAsync(id, AttachedFile.Captions, remove, cancellationToken);

    private async Task<IActionResult> PutAsync(int id, string? fileName, Func<AttachRequest, Task<AttachResult>> attachAsync, CancellationToken cancellationToken)
    {
        if (Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
            return Refuse(ProblemAnswer.Of(StatusCodes.Status415UnsupportedMediaType) with { Detail = "Send the file itself as the body, not a form: curl --upload-file FILE." });
        var (row, problem) = await door.FindAsync(id, pending: false, User, cancellationToken);
        if (row is null) return Refuse(problem!);
        var (_, mismatch) = ItemDoor.ReadIfMatch(Request, row, isRequired: false);
        if (mismatch is not null) return Refuse(mismatch);
        try
        {
            var result = await attachAsync(new AttachRequest { ItemId = id, Writer = User.Writer(), FileName = fileName ?? DispositionName() ?? "", Content = Request.Body, MaxBytes = options.Value.MaxUploadBytes });
            return result.Write.Succeeded ? await door.ShowChangedAsync(HttpContext, id, result.Write.Warnings, cancellationToken) : Refuse(result.Write);
        }
        catch (FileTooLargeException error)
        {
            return Refuse(ProblemAnswer.Of(StatusCodes.Status413PayloadTooLarge) with { Detail = error.Message + " Export it smaller, or cut it." });
        }
    }

    private async Task<IActionResult> RemoveAsync(int id, AttachedFile which, RemoveFile remove, CancellationToken cancellationToken)
    {
        var (row, problem) = await door.FindAsync(id, pending: false, User, cancellationToken);
        if (row is null) return Refuse(problem!);
        var (revision, mismatch) = ItemDoor.ReadIfMatch(Request, row, isRequired: false);
        if (mismatch is not null) return Refuse(mismatch);
        var result = await remove.RunAsync(id, which, revision, User.Writer(), cancellationToken);
        return result.Succeeded ? await door.ShowChangedAsync(HttpContext, id, result.Warnings, cancellationToken) : Refuse(result);
    }

    private string? DispositionName() => ContentDispositionHeaderValue.TryParse(Request.Headers.ContentDisposition.ToString(), out var value)
        ? HeaderUtilities.RemoveQuotes(value.FileNameStar.HasValue ? value.FileNameStar : value.FileName).Value
        : null;

    private string? DigestHeader()
    {
        if (!Request.Headers.TryGetValue("Content-Digest", out var header)) return null;
        var match = Digest().Match(header.ToString());
        var bytes = new byte[33];
        return match.Success && Convert.TryFromBase64String(match.Groups["digest"].Value, bytes, out var length) && length == 32 ? Convert.ToHexStringLower(bytes.AsSpan(0, 32)) : "";
    }

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Sha256();

    [GeneratedRegex("(^|,) *sha-256=:(?<digest>[A-Za-z0-9+/=]{1,48}):", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Digest();
}
