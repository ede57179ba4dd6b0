using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Approvals;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Studio.Drafts;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Studio.Editing;

/// <summary>The editor: opens, saves, and on a lead's wish publishes what was saved.</summary>
[Authorize(Capability.WriteContent)]
public sealed class EditorController(HubDbContext database, EditorPages pages, OrganisationClock clock) : Controller
{
    [HttpGet("/studio/{id:int}")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return NotFound();
        var writer = User.Writer();
        return writer.MayChange(item) ? View("Editor", await pages.OpenAsync(item, writer, cancellationToken)) : Forbid();
    }

    [HttpPost("/studio/{id:int}")]
    public async Task<IActionResult> Save(int id, [FromServices] SaveItem save, [FromServices] PublishItem publish, [FromServices] VerifyItem verify, [FromServices] KeepDraft drafts, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return NotFound();
        var writer = User.Writer();
        if (!writer.MayChange(item)) return Forbid();
        var fields = EditorFields.FromForm(Request.Form);
        var problems = new List<FieldProblem>();
        var isPublishing = Request.Form["intent"] == "publish";
        var from = isPublishing ? fields.ReadFrom(problems) : null;
        var request = new SaveRequest
        {
            ItemId = id,
            Revision = ReadRevision(item),
            Writer = writer,
            Content = fields.ReadContent(VersionContent.From(item.NewestVersion!) with { Note = "" }),
            Details = fields.ReadDetails(ItemDetails.From(item), problems),
            DespiteUses = Request.Form["DespiteUses"] == "yes",
        };
        var result = problems.Count > 0 ? WriteResult.Invalid([.. problems, .. request.Content.Normalised().Problems()]) : await save.RunAsync(request, cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (!result.Succeeded) return await ShowAgainAsync(id, writer, fields, request.Revision, result, null, cancellationToken);

        await drafts.DiscardAsync(id, writer.PersonId, cancellationToken);
        var sentence = await DescribeAsync(item, result, cancellationToken);
        if (isPublishing)
        {
            var published = await publish.RunAsync(new PublishRequest { ItemId = id, Revision = result.Revision, Writer = writer, Verified = Request.Form["Verified"] == "yes", Note = fields[nameof(VersionContent.Note)], IsMajor = fields[EditorFields.Weight].Length > 0 ? fields[EditorFields.Weight] == EditorFields.Major : null, From = from }, cancellationToken);
            if (!published.Succeeded) return await ShowAgainAsync(id, writer, fields, result.Revision, published, "Your changes are saved, but not published yet", cancellationToken);
            sentence = published.Outcome == WriteOutcome.Done ? StudioFlash.Published((await database.LoadItemAsync(id, cancellationToken))!, clock.Today) : "Nothing was waiting to be published.";
            if (published.Outcome == WriteOutcome.Unchanged && Request.Form["Verified"] == "yes" && (await verify.RunAsync(id, result.Revision, writer, cancellationToken)).Succeeded)
                sentence = "Verified as it is: nothing was waiting to be published.";
        }

        if (Request.Form["intent"] == "review") return LocalRedirect(ApprovalLinks.Ask(id));
        this.Tell(sentence);
        return LocalRedirect(StudioLinks.Editor(id));
    }

    /// <summary>The same editor with what was typed, what is wrong with it, and what others did meanwhile.</summary>
    private async Task<IActionResult> ShowAgainAsync(int id, Writer writer, EditorFields fields, int revision, WriteResult result, string? title, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return NotFound();
        var seen = long.TryParse(Request.Form["Seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        Response.StatusCode = result.Status();
        return View("Editor", await pages.BuildAsync(item, writer, new ReturnedForm(fields, revision, seen, result.Problems, title), cancellationToken));
    }

    /// <summary>The revision on which the form was opened, or the one on top of which the person saves after they saw the difference.</summary>
    private int ReadRevision(Item item) =>
        int.TryParse(Request.Form.TryGetValue("SaveOn", out var deliberate) ? deliberate[0] : Request.Form["Revision"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : item.Revision - 1;

    private async Task<string> DescribeAsync(Item before, WriteResult result, CancellationToken cancellationToken)
    {
        if (result.Outcome == WriteOutcome.Unchanged) return "Nothing had changed.";
        if (before.ChangeOn is not null && await database.LoadItemAsync(before.Id, cancellationToken) is { ChangeOn: null })
            return "Saved. The change had a day, for the words that it had then: publish it again to give it one.";
        return before.LiveNumber is null ? "Saved." : "Saved. Details hold at once; words wait as a pending version until a lead publishes them.";
    }
}
