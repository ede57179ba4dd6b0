using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Tasks.Writing;

public sealed record TaskEditorPage
{
    /// <summary>0 for a new one.</summary>
    public int Id { get; init; }
    public int Revision { get; init; }
    public TrainingState State { get; init; }
    public int Version { get; init; } = 1;
    public required TaskForm Form { get; init; }
    public required IReadOnlyList<TopicChoice> Topics { get; init; }
    public required IReadOnlyList<FieldChoice> Confirmers { get; init; }
    public required bool MayPublish { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public bool IsExternal => Form.Kind == "external";
}

/// <summary>Experts and leads write exercises and name courses elsewhere.</summary>
[Authorize(Capability.WriteContent)]
public sealed class TaskEditorController(HubDbContext database, SaveTask save, SetTaskState state, TopicChoices topics) : Controller
{
    private static readonly string[] ConfirmingRoles = [HubRoles.Expert, HubRoles.Lead];

    [HttpGet(TrainingLinks.NewTask)]
    public async Task<IActionResult> New([FromQuery] string? kind, CancellationToken cancellationToken) =>
        View("Editor", await PageAsync(0, new TaskForm { Kind = kind == "external" ? "external" : "exercise" }, [], cancellationToken));

    [HttpPost(TrainingLinks.NewTask)]
    public async Task<IActionResult> New([FromForm] TaskForm form, CancellationToken cancellationToken) =>
        await AnswerAsync(await save.RunAsync(new TaskChange { TaskId = null, Revision = 0, Form = form, Writer = User.Viewer() }, cancellationToken), 0, form, "It is there as a draft.", cancellationToken);

    [HttpGet("/training/tasks/{id:int}/edit")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken) => await PageAsync(id, null, [], cancellationToken) is { } page ? View("Editor", page) : NotFound();

    [HttpPost("/training/tasks/{id:int}/edit")]
    public async Task<IActionResult> Save(int id, [FromForm] int revision, [FromForm] TaskForm form, CancellationToken cancellationToken) =>
        await AnswerAsync(await save.RunAsync(new TaskChange { TaskId = id, Revision = revision, Form = form, Writer = User.Viewer() }, cancellationToken), id, form, "Saved.", cancellationToken);

    [HttpPost("/training/tasks/{id:int}/publish")]
    public async Task<IActionResult> Publish(int id, CancellationToken cancellationToken) =>
        await AnswerAsync(await state.RunAsync(id, TrainingState.Published, User.Viewer(), cancellationToken), id, null, "Published.", cancellationToken);

    [HttpPost("/training/tasks/{id:int}/retire")]
    public async Task<IActionResult> Retire(int id, CancellationToken cancellationToken) =>
        await AnswerAsync(await state.RunAsync(id, TrainingState.Retired, User.Viewer(), cancellationToken), id, null, "Retired. What people did stays.", cancellationToken);

    private async Task<IActionResult> AnswerAsync(WriteResult result, int id, TaskForm? form, string sentence, CancellationToken cancellationToken)
    {
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash(sentence));
            return LocalRedirect(TrainingLinks.EditTask(result.ItemId));
        }

        var isStale = result.Outcome == WriteOutcome.Stale;
        IReadOnlyList<FieldProblem> problems = isStale ? [new("", "Somebody changed it meanwhile. What you typed is still here: look at it again and save once more.")] : result.Problems;
        if (result.Outcome == WriteOutcome.NotFound || await PageAsync(id, form, problems, cancellationToken) is not { } page) return NotFound();
        Response.StatusCode = isStale ? StatusCodes.Status409Conflict : result.Outcome == WriteOutcome.NotAllowed ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
        return View("Editor", page);
    }

    /// <param name="form">What was typed; null: what is stored.</param>
    private async Task<TaskEditorPage?> PageAsync(int id, TaskForm? form, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken)
    {
        var writer = User.Viewer();
        var task = await database.TrainingTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
        if (id != 0 && (task is null || !task.MayBeChangedBy(writer))) return null;
        if (task is not null)
        {
            form ??= new TaskForm
            {
                Title = task.Title,
                Words = task.Words,
                Provider = task.Provider,
                Url = task.Url,
                Minutes = task.Minutes == 0 ? null : Text(task.Minutes),
                ConfirmerId = task.ConfirmerId is { } confirmer ? Text(confirmer) : null,
                Topics = [.. (await topics.OfAsync(task.Target, cancellationToken)).Select(Text)],
            };
            form = form with { Kind = task.Kind.Slug() };
        }

        var people = await (
            from person in database.Users.AsNoTracking()
            where person.DisabledAt == null && database.UserRoles.Any(given => given.UserId == person.Id && database.Roles.Any(role => role.Id == given.RoleId && ConfirmingRoles.Contains(role.Name!)))
            orderby person.DisplayName
            select new { person.Id, person.DisplayName }).Take(500).ToListAsync(cancellationToken);
        return new TaskEditorPage
        {
            Id = id,
            Revision = task?.Revision ?? 0,
            State = task?.State ?? TrainingState.Draft,
            Version = task?.Version ?? 1,
            Form = form!,
            Topics = await topics.AllAsync(cancellationToken),
            Confirmers = [new("", "Any expert"), .. people.Select(person => new FieldChoice(Text(person.Id), person.DisplayName))],
            MayPublish = writer.SeesEverything,
            Problems = problems,
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
