using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Quizzes.Writing;

/// <summary>Experts and leads write quizzes; leads publish them.</summary>
[Authorize(Capability.WriteContent)]
public sealed class AuthoringController(WritingPages pages, SaveQuiz save, PublishQuiz publish) : Controller
{
    private const string StaleSentence = "Somebody changed this quiz meanwhile. What you typed is still here: look at it again and save once more.";

    [HttpGet(QuizLinks.Authoring)]
    public async Task<IActionResult> Index([FromQuery] string? page, CancellationToken cancellationToken) =>
        View(await pages.ListAsync(User.Writer(), FormNumber.Read(page) ?? 1, cancellationToken));

    [HttpPost(QuizLinks.Authoring)]
    public async Task<IActionResult> Create([FromForm] string? title, CancellationToken cancellationToken)
    {
        var result = await save.CreateAsync(title, User.Writer(), cancellationToken);
        if (result.Succeeded) return LocalRedirect(QuizLinks.Edit(result.ItemId));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Index", await pages.ListAsync(User.Writer(), 1, cancellationToken) with { Typed = title, Problem = result.Problems[0].Sentence });
    }

    [HttpGet("/training/quizzes/{id:int}/edit")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken) =>
        await pages.FindAsync(id, User.Writer(), cancellationToken) is { } page ? View(page) : NotFound();

    [HttpPost("/training/quizzes/{id:int}/edit")]
    public async Task<IActionResult> Save(int id, [FromForm] string? revision, CancellationToken cancellationToken)
    {
        var form = QuizForm.FromRequest(Request.Form);
        var result = await save.RunAsync(id, FormNumber.Read(revision) ?? -1, form, User.Writer(), cancellationToken);
        return await AnswerAsync(id, result, "Saved.", form, cancellationToken);
    }

    [HttpPost("/training/quizzes/{id:int}/publish"), Authorize(Capability.ManageContent)]
    public async Task<IActionResult> Publish(int id, [FromForm] string? revision, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await publish.RunAsync(id, FormNumber.Read(revision) ?? -1, User.Writer(), cancellationToken), "Published. Who begins from now on takes this version.", null, cancellationToken);

    [HttpPost("/training/quizzes/{id:int}/discard")]
    public async Task<IActionResult> Discard(int id, [FromForm] string? revision, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await publish.DiscardAsync(id, FormNumber.Read(revision) ?? -1, User.Writer(), cancellationToken), "The pending version is gone. People take the live one as before.", null, cancellationToken);

    [HttpPost("/training/quizzes/{id:int}/retire"), Authorize(Capability.ManageContent)]
    public async Task<IActionResult> Retire(int id, [FromForm] string? revision, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await publish.RetireAsync(id, FormNumber.Read(revision) ?? -1, User.Writer(), cancellationToken), "Retired. Nobody begins it any more; what was taken stays.", null, cancellationToken);

    [HttpPost("/training/quizzes/{id:int}/restore"), Authorize(Capability.ManageContent)]
    public async Task<IActionResult> Restore(int id, [FromForm] string? revision, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await publish.RestoreAsync(id, FormNumber.Read(revision) ?? -1, User.Writer(), cancellationToken), "Back: people can take it again.", null, cancellationToken);

    private async Task<IActionResult> AnswerAsync(int id, WriteResult result, string sentence, QuizForm? typed, CancellationToken cancellationToken)
    {
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash(sentence));
            return LocalRedirect(QuizLinks.Edit(id));
        }

        if (result.Outcome == WriteOutcome.NotFound || await pages.FindAsync(id, User.Writer(), cancellationToken) is not { } page) return NotFound();
        Response.StatusCode = result.Outcome switch
        {
            WriteOutcome.Stale => StatusCodes.Status409Conflict,
            WriteOutcome.NotAllowed => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        };
        return View("Edit", page with { Form = typed ?? page.Form, Problems = result.Outcome == WriteOutcome.Stale ? [new("", StaleSentence)] : result.Problems });
    }
}
