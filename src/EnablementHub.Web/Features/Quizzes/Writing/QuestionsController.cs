using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Quizzes.Writing;

/// <summary>One question at a time, in the version that is being written.</summary>
[Authorize(Capability.WriteContent)]
public sealed class QuestionsController(WritingPages pages, ChangeQuestions questions, ClipSentences sentences) : Controller
{
    private const int MoreRows = 3;
    private const string StaleSentence = "Somebody changed this quiz meanwhile. What you typed is still here: look at it again and save once more.";

    [HttpGet("/training/quizzes/{id:int}/questions/new/{kind}")]
    public async Task<IActionResult> New(int id, string kind, CancellationToken cancellationToken) =>
        await pages.QuestionAsync(id, null, QuizWords.KindOf(kind), User.Writer(), cancellationToken) is { } page ? View("Question", page) : NotFound();

    [HttpPost("/training/quizzes/{id:int}/questions/new/{kind}")]
    public Task<IActionResult> Add(int id, string kind, [FromForm] string? revision, CancellationToken cancellationToken) => SendAsync(id, null, QuizWords.KindOf(kind), revision, cancellationToken);

    [HttpGet("/training/quizzes/{id:int}/questions/{key:int}")]
    public async Task<IActionResult> Question(int id, int key, CancellationToken cancellationToken) =>
        await pages.QuestionAsync(id, key, null, User.Writer(), cancellationToken) is { } page ? View(page) : NotFound();

    [HttpPost("/training/quizzes/{id:int}/questions/{key:int}")]
    public Task<IActionResult> Save(int id, int key, [FromForm] string? revision, CancellationToken cancellationToken) => SendAsync(id, key, null, revision, cancellationToken);

    [HttpPost("/training/quizzes/{id:int}/questions/{key:int}/move")]
    public async Task<IActionResult> Move(int id, int key, [FromForm] string? by, [FromForm] string? revision, CancellationToken cancellationToken) =>
        Back(id, await questions.MoveAsync(id, key, by == "up" ? -1 : 1, FormNumber.Read(revision) ?? -1, User.Writer(), cancellationToken), null, $"#question-{key}");

    [HttpPost("/training/quizzes/{id:int}/questions/{key:int}/remove")]
    public async Task<IActionResult> Remove(int id, int key, [FromForm] string? revision, CancellationToken cancellationToken) =>
        Back(id, await questions.RemoveAsync(id, key, FormNumber.Read(revision) ?? -1, User.Writer(), cancellationToken), "The question is removed.", "#questions");

    private async Task<IActionResult> SendAsync(int id, int? key, QuestionKind? kind, string? revision, CancellationToken cancellationToken)
    {
        if (await pages.QuestionAsync(id, key, kind, User.Writer(), cancellationToken) is not { } page) return NotFound();
        var form = QuestionForm.FromRequest(Request.Form);
        if (Request.Form["do"] == "rows") return View("Question", page with { Form = form.WithRows(form.Rows.Count + MoreRows) });
        if (Request.Form["do"] == "sentences") return await LoadAsync(page, form, cancellationToken);
        var result = await questions.SaveAsync(id, key, FormNumber.Read(revision) ?? -1, page.Kind, form, User.Writer(), cancellationToken);
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash(key is null ? "The question is added." : "The question is saved."));
            return LocalRedirect(Request.Form["do"] == "next" ? QuizLinks.NewQuestion(id, page.Kind) : $"{QuizLinks.Edit(id)}#questions");
        }

        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        var isStale = result.Outcome == WriteOutcome.Stale;
        Response.StatusCode = isStale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return View("Question", page with { Form = page.Kind == QuestionKind.Hotspot ? form : form.WithRows(form.Rows.Count), Problems = isStale ? [new("", StaleSentence)] : result.Problems });
    }

    /// <summary>Shows the sentences of the chosen part; what was typed besides stays.</summary>
    private async Task<IActionResult> LoadAsync(QuestionPage page, QuestionForm form, CancellationToken cancellationToken)
    {
        var problems = new List<FieldProblem>();
        var (item, start, end) = QuestionReading.ReadMoment(form, page.Kind, problems);
        if (problems.Count == 0)
        {
            var (rows, problem) = await sentences.ReadAsync(item!.Value, start, end, cancellationToken);
            if (problem is null) return View("Question", page with { Form = form with { Rows = rows } });
            problems.Add(new(nameof(form.Item), problem));
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Question", page with { Form = form, Problems = problems });
    }

    private IActionResult Back(int id, WriteResult result, string? sentence, string place)
    {
        if (result.Outcome is WriteOutcome.NotFound) return NotFound();
        if (result.Outcome is WriteOutcome.NotAllowed) return Forbid();
        if (result.Outcome == WriteOutcome.Stale) Flash.Say(TempData, new Flash("Somebody changed this quiz meanwhile. Look at it again.", FlashTone.Warning));
        else if (sentence is not null) Flash.Say(TempData, new Flash(sentence));
        return LocalRedirect(QuizLinks.Edit(id) + place);
    }
}
