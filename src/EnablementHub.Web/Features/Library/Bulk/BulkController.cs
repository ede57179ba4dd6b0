using System.Globalization;
using EnablementHub.Features.Library.Browsing;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace EnablementHub.Features.Library.Bulk;

/// <param name="ReturnUrl">The list that the person came from.</param>
public sealed record BulkRefusedPage(IReadOnlyList<BulkObstacle> Obstacles, IReadOnlyList<int> Chosen, string ReturnUrl)
{
    /// <summary>The list with what was chosen marked again.</summary>
    public string BackHref => Chosen.Count is > 0 and <= LibraryFilter.PageSize
        ? QueryHelpers.AddQueryString(ReturnUrl, LibraryFilter.ChosenParameter, string.Join(',', Chosen.Select(id => id.ToString(CultureInfo.InvariantCulture))))
        : ReturnUrl;
}

/// <summary>
/// Changes all chosen items of a list, or none. The form sends <c>ids</c>, <c>action</c> (owner, reviewers, facets, audience or
/// dates; expire and archive lead to a page that shows what depends on the items) and the fields of that action; the other fields may be there and are ignored.
/// </summary>
[Authorize(Capability.ManageContent)]
public sealed class BulkController(ChangeManyItems change) : Controller
{
    private const string ListPath = "/library";

    [HttpPost("/library/bulk")]
    public async Task<IActionResult> Change(CancellationToken cancellationToken)
    {
        var form = Request.Form;
        var ids = Numbers(form["ids"]);
        var returnUrl = Url.IsLocalUrl(form["returnUrl"]) ? form["returnUrl"].ToString() : ListPath;
        if (form["action"].ToString() is var end && EndingLinks.KindOf(end) is { } kind && ids is { AreWhole: true, Read.Count: > 0 }) return LocalRedirect(EndingLinks.Consequences(kind, ids.Read, returnUrl));
        var (wanted, problem) = Read(form, new BulkChange { ItemIds = ids.Read, Writer = User.Writer() });
        if (!ids.AreWhole) problem = "One of the chosen items can't be read. Choose again.";
        var report = problem is null ? await change.RunAsync(wanted, cancellationToken) : new BulkReport(WriteOutcome.Invalid, 0, 0, [new BulkObstacle(0, "", problem)]);
        if (report.Outcome == WriteOutcome.Done)
        {
            Flash.Say(TempData, new Flash(Describe(report)));
            return LocalRedirect(returnUrl);
        }

        Response.StatusCode = report.Outcome switch
        {
            WriteOutcome.Stale => StatusCodes.Status409Conflict,
            WriteOutcome.NotAllowed => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        };
        return View("Refused", new BulkRefusedPage(report.Obstacles, ids.Read, returnUrl));
    }

    private static (BulkChange Change, string? Problem) Read(IFormCollection form, BulkChange change)
    {
        switch (form["action"].ToString())
        {
            case "owner":
                return FormNumber.Read(form["ownerId"]) is { } owner ? (change with { OwnerId = owner }, null) : (change, "Choose the new owner.");
            case "reviewers":
                return ReadReviewers(form, change);
            case "facets":
                var (add, addsWhole) = Numbers(form["addFacets"]);
                var (remove, removesWhole) = Numbers(form["removeFacets"]);
                return addsWhole && removesWhole ? (change with { AddFacets = add, RemoveFacets = remove }, null) : (change, "One of the chosen values can't be read. Choose again.");
            case "audience":
                return form["audienceKind"].ToString() switch
                {
                    "everyone" => (change with { Audience = [] }, null),
                    "some" when form["audience"].Count > 0 => (change with { Audience = [.. form["audience"].OfType<string>()] }, null),
                    _ => (change, "Choose everyone, or at least one team or role."),
                };
            case "dates":
                return Day(form["releaseOn"], out var release) && Day(form["expireOn"], out var expire)
                    ? (change with { SetsDates = true, ReleaseOn = release, ExpireOn = expire, DespiteUses = form["despiteUses"] == "yes" }, null)
                    : (change, "Enter the days as year, month and day, for example 2026-03-31.");
            case "expire" or "archive":
                return (change, "Choose the items first.");
            default:
                return (change, "Choose what to change.");
        }
    }

    /// <summary>"same" in a list leaves it as it is.</summary>
    private static (BulkChange Change, string? Problem) ReadReviewers(IFormCollection form, BulkChange change)
    {
        const string Same = "same";
        var (verifier, backup) = (form["verifier"].ToString(), form["backupId"].ToString());
        if (verifier != Same)
        {
            if (VerifierChoice.Read(verifier) is not { } chosen) return (change, "Choose the verifier from the list.");
            change = change with { Verifier = chosen };
        }

        if (backup == Same) return (change, null);
        if (backup.Length == 0) return (change with { BackupId = 0 }, null);
        return FormNumber.Read(backup) is { } person and > 0 ? (change with { BackupId = person }, null) : (change, "Choose the backup from the list.");
    }

    private static string Describe(BulkReport report)
    {
        if (report.Changed == 0) return report.Untouched == 1 ? "Nothing changed: it was so already." : FormattableString.Invariant($"Nothing changed: all {report.Untouched} were so already.");
        var changed = report.Changed == 1 ? "1 item changed." : FormattableString.Invariant($"{report.Changed} items changed.");
        return report.Untouched == 0 ? changed : changed + FormattableString.Invariant($" {report.Untouched} had it so already.");
    }

    private static (IReadOnlyList<int> Read, bool AreWhole) Numbers(IEnumerable<string?> texts)
    {
        var numbers = texts.Where(text => !string.IsNullOrEmpty(text)).Select(FormNumber.Read).ToList();
        return ([.. numbers.OfType<int>()], !numbers.Contains(null));
    }

    private static bool Day(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) || read.Year is < 2000 or > 2199) return false;
        day = read;
        return true;
    }
}
