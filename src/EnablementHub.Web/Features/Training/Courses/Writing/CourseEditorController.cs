using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Training.Courses.Taking;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Training.Courses.Writing;

/// <summary>Experts and leads write courses, part by part; leads publish them.</summary>
[Authorize(Capability.WriteContent)]
public sealed class CourseEditorController(CourseEditorPages pages, SaveCourse save, ChangeCourseParts parts, PublishCourse publish, NoteCourses note) : Controller
{
    [HttpGet(TrainingLinks.NewCourse)]
    public async Task<IActionResult> New(CancellationToken cancellationToken) => View("Editor", await pages.NewAsync(new CourseForm(), User.Viewer(), [], cancellationToken));

    [HttpPost(TrainingLinks.NewCourse)]
    public async Task<IActionResult> New([FromForm] CourseForm form, CancellationToken cancellationToken)
    {
        var result = await save.RunAsync(Change(null, 0, form), cancellationToken);
        if (result.Succeeded) return LocalRedirect(TrainingLinks.EditCourse(result.ItemId));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Editor", await pages.NewAsync(form, User.Viewer(), result.Problems, cancellationToken));
    }

    [HttpGet("/training/courses/{id:int}/edit")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken) => await pages.FindAsync(id, User.Viewer(), cancellationToken) is { } page ? View("Editor", page) : NotFound();

    [HttpPost("/training/courses/{id:int}/edit")]
    public async Task<IActionResult> Save(int id, [FromForm] int revision, [FromForm] CourseForm form, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await save.RunAsync(Change(id, revision, form), cancellationToken), "Saved.", page => page with { Form = form }, cancellationToken);

    [HttpPost("/training/courses/{id:int}/parts")]
    public async Task<IActionResult> Add(int id, [FromForm] int revision, [FromForm] PartForm form, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await parts.AddAsync(id, revision, form, User.Viewer(), cancellationToken), "The part is added.", page => page with { TypedFor = 0, Typed = form }, cancellationToken);

    [HttpPost("/training/courses/{id:int}/parts/{partId:int}")]
    public async Task<IActionResult> SavePart(int id, int partId, [FromForm] int revision, [FromForm] PartForm form, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await parts.SaveAsync(id, partId, revision, form, User.Viewer(), cancellationToken), "The part is saved.", page => page with { TypedFor = partId, Typed = form }, cancellationToken);

    [HttpPost("/training/courses/{id:int}/parts/{partId:int}/move")]
    public async Task<IActionResult> Move(int id, int partId, [FromForm] int revision, [FromForm] string? by, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await parts.MoveAsync(id, partId, by == "up" ? -1 : 1, revision, User.Viewer(), cancellationToken), null, page => page, cancellationToken);

    [HttpPost("/training/courses/{id:int}/parts/{partId:int}/remove")]
    public async Task<IActionResult> Remove(int id, int partId, [FromForm] int revision, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await parts.RemoveAsync(id, partId, revision, User.Viewer(), cancellationToken), "The part is removed. Whoever has completed an earlier version keeps it.", page => page, cancellationToken);

    [HttpPost("/training/courses/{id:int}/publish")]
    public async Task<IActionResult> Publish(int id, [FromForm] int revision, CancellationToken cancellationToken)
    {
        var result = await publish.RunAsync(id, revision, CourseStep.Publish, User.Viewer(), cancellationToken);

        // Fewer parts than before may be all that somebody lacked.
        if (result.Succeeded) await note.ForCourseAsync(id, cancellationToken);
        return await AnswerAsync(id, result, "Published. People take this version from now on.", page => page, cancellationToken);
    }

    [HttpPost("/training/courses/{id:int}/discard")]
    public async Task<IActionResult> Discard(int id, [FromForm] int revision, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await publish.RunAsync(id, revision, CourseStep.Discard, User.Viewer(), cancellationToken), "The change is dropped. People go on with the published version.", page => page, cancellationToken);

    [HttpPost("/training/courses/{id:int}/retire")]
    public async Task<IActionResult> Retire(int id, [FromForm] int revision, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await publish.RunAsync(id, revision, CourseStep.Retire, User.Viewer(), cancellationToken), "Retired. Nobody new begins it; whoever is in it may finish. Publish it again to take this back.", page => page, cancellationToken);

    private CourseChange Change(int? id, int revision, CourseForm form) =>
        new() { CourseId = id, Revision = revision, Title = form.Title, Summary = form.Summary, Topics = TopicChoices.Read(form.Topics), Writer = User.Viewer() };

    private async Task<IActionResult> AnswerAsync(int id, WriteResult result, string? sentence, Func<CourseEditorPage, CourseEditorPage> typed, CancellationToken cancellationToken)
    {
        if (result.Succeeded)
        {
            if (sentence is not null) Flash.Say(TempData, new Flash(sentence));
            return LocalRedirect(TrainingLinks.EditCourse(id));
        }

        if (result.Outcome == WriteOutcome.NotFound || await pages.FindAsync(id, User.Viewer(), cancellationToken) is not { } page) return NotFound();
        var isStale = result.Outcome == WriteOutcome.Stale;
        Response.StatusCode = isStale ? StatusCodes.Status409Conflict : result.Outcome == WriteOutcome.NotAllowed ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
        return View("Editor", typed(page) with
        {
            Problems = isStale ? [new("", "Somebody changed this course meanwhile. What you typed is still here: look at it again and save once more.")] : result.Problems,
        });
    }
}
