using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Api.Items;

/// <summary>What all addresses of one item begin and end with: whether it is there for the caller, which state of it they know, and its answer with a tag.</summary>
public sealed partial class ItemDoor(ItemRows rows, OrganisationClock clock, IOptions<JsonOptions> json)
{
    public const string NoSuchItem = "There is no such item, or none that you may see.";

    internal ItemReader ReaderOf(ClaimsPrincipal caller) => caller.Reader(clock.Today);

    /// <summary>The item, or the problem to answer with.</summary>
    internal async Task<(ItemRow? Row, ProblemAnswer? Problem)> FindAsync(int id, bool pending, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var reader = ReaderOf(caller);
        if (await rows.FindAsync(id, pending, reader, cancellationToken) is not { } row) return (null, ProblemAnswer.NotFound(NoSuchItem));
        if (reader.MayEdit(row.OwnerId)) return (row, null);
        if (pending) return (null, ProblemAnswer.Of(StatusCodes.Status403Forbidden) with { Detail = "Only its owner and enablement leads see a version that waits." });
        return Item.Status(row.State, row.ReleaseOn, row.ExpireOn, reader.Today) != PublicationStatus.Expired
            ? (row, null)
            : (null, ProblemAnswer.Of(StatusCodes.Status410Gone) with
            {
                Detail = row.SuccessorId is { } successor ? FormattableString.Invariant($"The item has expired. Item {successor} takes its place.") : "The item has expired.",
            });
    }

    /// <summary>The revision that the caller says they know, or the problem to answer with.</summary>
    /// <param name="request">With the header If-Match, or without.</param>
    /// <param name="row">The item as it is now.</param>
    /// <param name="isRequired">Without the header the change is refused; else it holds for whatever is there.</param>
    internal static (int Revision, ProblemAnswer? Problem) ReadIfMatch(HttpRequest request, ItemRow row, bool isRequired)
    {
        if (request.Headers.IfMatch.Count == 0)
            return isRequired ? (0, ProblemAnswer.Of(StatusCodes.Status428PreconditionRequired)) : (row.Revision, null);
        foreach (var tag in request.Headers.IfMatch.ToString().Split(',', StringSplitOptions.TrimEntries))
        {
            if (tag == "*" || (Tag().Match(tag) is { Success: true } match && match.Groups["revision"].Value == row.Revision.ToString(CultureInfo.InvariantCulture))) return (row.Revision, null);
        }

        return (0, ProblemAnswer.Of(StatusCodes.Status412PreconditionFailed));
    }

    /// <summary>The item as an answer; 304 where the caller has it already.</summary>
    internal IActionResult Show(HttpContext http, ItemRow row, int status = StatusCodes.Status200OK, IReadOnlyList<string>? warnings = null)
    {
        var answer = row.ToAnswer(ReaderOf(http.User));
        var tag = TagOf(row, answer);
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        if (HttpMethods.IsGet(http.Request.Method) && Knows(http.Request, tag)) return new StatusCodeResult(StatusCodes.Status304NotModified);
        return new ObjectResult(warnings is { Count: > 0 } ? answer with { Warnings = warnings } : answer) { StatusCode = status };
    }

    /// <summary>The item after a change: what its editor goes on with.</summary>
    internal async Task<IActionResult> ShowChangedAsync(HttpContext http, int id, IReadOnlyList<string> warnings, CancellationToken cancellationToken, int status = StatusCodes.Status200OK)
    {
        var (row, problem) = await FindAsync(id, pending: false, http.User, cancellationToken);
        if (row?.PendingNumber is not null) (row, problem) = await FindAsync(id, pending: true, http.User, cancellationToken);
        return row is null ? new ProblemResult(problem!) : Show(http, row, status, warnings);
    }

    /// <summary>The revision decides about changes; the rest tells apart what else a reader sees, such as a state that came with midnight.</summary>
    private string TagOf(ItemRow row, ItemAnswer answer) => string.Create(CultureInfo.InvariantCulture,
        $"\"{row.Revision}-{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(answer, json.Value.JsonSerializerOptions)).AsSpan(0, 6))}\"");

    private static bool Knows(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(known => known == "*" || known == tag || known == "W/" + tag);

    [GeneratedRegex("^\"(?<revision>[0-9]{1,10})(-[0-9a-f]+)?\"$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Tag();
}
