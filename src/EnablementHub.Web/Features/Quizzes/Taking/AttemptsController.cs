using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Quizzes.Taking;

/// <summary>One's own attempts: answer, keep, hand in, read the result.</summary>
public sealed class AttemptsController(AttemptPages pages, SaveAnswers save, HandIn handIn, OrganisationClock clock) : Controller
{
    [HttpGet("/training/quizzes/attempts/{id:int}")]
    public async Task<IActionResult> Attempt(int id, CancellationToken cancellationToken)
    {
        if (await pages.FindAsync(id, User.Reader(clock.Today), cancellationToken) is not { } page) return NotFound();
        if (page.Attempt.State == AttemptState.Graded) return View("Result", page);
        if (!AttemptTime.IsOver(page.Attempt.DeadlineAt, clock.Now)) return View("Attempt", page);

        // Nobody handed it in; a page that is only looked at writes nothing, so the job grades it in a moment.
        return View("Over", page);
    }

    /// <summary>Keeps everything, and with <c>do=hand-in</c> ends the attempt.</summary>
    [HttpPost("/training/quizzes/attempts/{id:int}")]
    public async Task<IActionResult> Send(int id, CancellationToken cancellationToken)
    {
        if (await pages.FindAsync(id, User.Reader(clock.Today), cancellationToken) is not { } page) return NotFound();
        var sent = AnswerForm.Read(page.Questions.Select(view => view.Question), Request.Form);
        var isOver = page.Attempt.State != AttemptState.Open || AttemptTime.IsOver(page.Attempt.DeadlineAt, clock.Now);
        if (!isOver)
        {
            await save.RunAsync(id, User.PersonId(), sent, cancellationToken);
            if (sent.Any(answer => answer.Problem is not null)) return Again(page, sent, []);
        }

        var given = page.Questions.ToDictionary(view => view.Question.Id, view => view.Given);
        foreach (var answer in sent) given[answer.QuestionId] = answer.Given;
        var unanswered = page.Questions.Where(view => Grading.GivenText.IsEmpty(given[view.Question.Id])).Select(view => view.Number).ToList();
        if (Request.Form["do"] != "hand-in" && !isOver)
        {
            Flash.Say(TempData, new Flash(unanswered.Count == 0 ? "Saved. Hand in when you are content." : "Saved. Go on whenever you like."));
            return LocalRedirect(QuizLinks.Attempt(id));
        }

        if (!isOver && unanswered.Count > 0 && Request.Form["sure"] != "yes") return Again(page, sent, unanswered);
        await handIn.RunAsync(id, User.PersonId(), sent, cancellationToken);
        if (isOver && sent.Count > 0) Flash.Say(TempData, new Flash("The time was over, or the quiz was handed in elsewhere. What was saved until then counts.", FlashTone.Warning));
        return LocalRedirect(QuizLinks.Attempt(id));
    }

    /// <summary>What the page's script sends while somebody answers: the questions that were changed.</summary>
    [HttpPost("/training/quizzes/attempts/{id:int}/answers")]
    public async Task<IActionResult> Keep(int id, [FromServices] AttemptQuestions questions, CancellationToken cancellationToken)
    {
        var asked = await questions.ReadAsync(id, User.PersonId(), cancellationToken);
        if (asked.Count == 0 || !Request.HasFormContentType) return NotFound();
        var sent = AnswerForm.Read(asked, Request.Form);
        return await save.RunAsync(id, User.PersonId(), sent, cancellationToken) switch
        {
            SaveOutcome.NotFound => NotFound(),
            SaveOutcome.Closed => Problem(statusCode: StatusCodes.Status409Conflict, title: "The time is over, or the quiz was handed in.", detail: "What was saved until then counts."),
            _ => Json(new { saved = sent.Where(answer => !answer.IsTooLong).ToDictionary(answer => answer.QuestionId, answer => answer.Given), problems = sent.Where(answer => answer.Problem is not null).ToDictionary(answer => answer.QuestionId, answer => answer.Problem) }),
        };
    }

    private ViewResult Again(AttemptPage page, IReadOnlyList<SentAnswer> sent, IReadOnlyList<int> unanswered)
    {
        var byQuestion = sent.ToDictionary(answer => answer.QuestionId);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Attempt", page with
        {
            Unanswered = unanswered,
            Questions = [.. page.Questions.Select(view => byQuestion.TryGetValue(view.Question.Id, out var answer) ? view with { Given = answer.Given, Stored = answer.IsTooLong ? view.Stored : answer.Given, Problem = answer.Problem } : view)],
        });
    }
}
