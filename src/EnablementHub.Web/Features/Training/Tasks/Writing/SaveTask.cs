using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Tasks.Writing;

/// <summary>A task's fields as they were typed.</summary>
public sealed record TaskForm
{
    /// <summary>Slug of the kind: exercise or external; decides only for a new one.</summary>
    public string? Kind { get; init; }
    public string? Title { get; init; }
    public string? Words { get; init; }
    public string? Provider { get; init; }
    public string? Url { get; init; }
    public string? Minutes { get; init; }
    public string? ConfirmerId { get; init; }
    public IReadOnlyList<string>? Topics { get; init; }
}

public sealed record TaskChange
{
    /// <summary>Null: a new one.</summary>
    public required int? TaskId { get; init; }
    public required int Revision { get; init; }
    public required TaskForm Form { get; init; }
    public required Viewer Writer { get; init; }
}

/// <summary>Writes an exercise or an external course. Who has done an earlier version keeps that.</summary>
public sealed class SaveTask(HubDbContext database, TopicChoices topics, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(TaskChange change, CancellationToken cancellationToken = default)
    {
        var (form, problems) = (change.Form, new List<FieldProblem>());
        var values = new Values(
            TrainingWords.Line(form.Title), TrainingWords.Text(form.Words), TrainingWords.Line(form.Provider), string.IsNullOrWhiteSpace(form.Url) ? null : form.Url.Trim(),
            string.IsNullOrWhiteSpace(form.Minutes) ? 0 : FormNumber.Read(form.Minutes.Trim()) ?? -1,
            string.IsNullOrEmpty(form.ConfirmerId) ? null : FormNumber.Read(form.ConfirmerId) ?? 0, TopicChoices.Read(form.Topics));
        if (values.Title.Length == 0) problems.Add(new("Title", "Give it a title."));
        if (values.Title.Length > TrainingTask.MaxTitleLength) problems.Add(new("Title", $"The title has {values.Title.Length} characters; at most {TrainingTask.MaxTitleLength} fit."));
        if (values.Words.Length > TrainingTask.MaxWordsLength) problems.Add(new("Words", $"The text has {values.Words.Length} characters; at most {TrainingTask.MaxWordsLength} fit."));
        if (values.Provider.Length > TrainingTask.MaxProviderLength) problems.Add(new("Provider", $"The provider has {values.Provider.Length} characters; at most {TrainingTask.MaxProviderLength} fit."));
        if (values.Minutes is < 0 or > TrainingTask.MaxMinutes) problems.Add(new("Minutes", $"Enter the minutes as a number from 0 to {TrainingTask.MaxMinutes}."));
        if (values.Topics is null) problems.Add(new("Topics", "Choose the topics from the list."));
        return await database.InUnitAsync(token => StoreAsync(change, values, problems, token), result => result.Succeeded, cancellationToken);
    }

    private async Task<WriteResult> StoreAsync(TaskChange change, Values values, List<FieldProblem> formProblems, CancellationToken cancellationToken)
    {
        var problems = formProblems.ToList();
        TrainingTask? task = null;
        if (change.TaskId is { } id)
        {
            task = await database.TrainingTasks.SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
            if (task is null || !task.MayBeChangedBy(change.Writer)) return WriteResult.NotFound;
            if (task.Revision != change.Revision) return new WriteResult(WriteOutcome.Stale, task.Id, task.Revision);
        }

        var kind = task?.Kind ?? change.Form.Kind switch { "exercise" => LearningKind.Exercise, "external" => LearningKind.ExternalCourse, _ => (LearningKind?)null };
        if (kind is null) problems.Add(new("Kind", "Choose whether it is an exercise or a course elsewhere."));
        if (kind == LearningKind.Exercise && values.Words.Length == 0) problems.Add(new("Words", "Say what they are to do, and what you want to read afterwards."));
        if (kind == LearningKind.ExternalCourse && (values.Url is not { Length: <= TrainingTask.MaxUrlLength } url || !VersionContent.IsWebAddress(url)))
            problems.Add(new("Url", $"Enter the course's web address, at most {TrainingTask.MaxUrlLength} characters, beginning with https:// or http://."));
        if (values.ConfirmerId is { } confirmer && !await database.Users.AnyAsync(person => person.Id == confirmer && person.DisabledAt == null, cancellationToken))
            problems.Add(new("ConfirmerId", "Choose somebody from the list."));
        if (problems.Count > 0) return WriteResult.Invalid(problems);

        var now = time.GetUtcNow();
        var isNew = task is null;
        if (task is null) database.Add(task = new TrainingTask { Kind = kind!.Value, Title = values.Title, OwnerId = change.Writer.PersonId, CreatedAt = now });
        var isExternal = kind == LearningKind.ExternalCourse;
        var changesTask = !isNew && (task.Words != values.Words || (isExternal && task.Url != values.Url));
        (task.Title, task.Words, task.Minutes) = (values.Title, values.Words, values.Minutes);
        (task.Provider, task.Url, task.ConfirmerId) = (isExternal ? values.Provider : "", isExternal ? values.Url : null, values.ConfirmerId);
        task.Touch(changesTask, now);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            if (await topics.SetAsync(task.Target, values.Topics!, cancellationToken) is { } problem) return WriteResult.Invalid([problem]);
            database.LogAudit(change.Writer.PersonId, isNew ? "training-task.created" : "training-task.changed", "training-task", task.Id, now, values.Title);
            await database.SaveChangesAsync(cancellationToken);
            return new WriteResult(WriteOutcome.Done, task.Id, task.Revision);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, task.Id, task.Revision);
        }
    }

    private sealed record Values(string Title, string Words, string Provider, string? Url, int Minutes, int? ConfirmerId, IReadOnlyList<int>? Topics);
}

/// <summary>Publishes a task, retires it, or takes that back. Leads only.</summary>
public sealed class SetTaskState(HubDbContext database, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(int taskId, TrainingState state, Viewer writer, CancellationToken cancellationToken = default)
    {
        if (await database.TrainingTasks.SingleOrDefaultAsync(t => t.Id == taskId, cancellationToken) is not { } task || !task.MayBeChangedBy(writer)) return WriteResult.NotFound;
        if (!writer.SeesEverything) return WriteResult.NotAllowed($"An {HubRoles.Label(HubRoles.Lead).ToLowerInvariant()} publishes and retires it. Tell one that it is ready.");
        if (task.State == state) return new WriteResult(WriteOutcome.Unchanged, task.Id, task.Revision);
        var now = time.GetUtcNow();
        task.SetState(state, now);
        database.LogAudit(writer.PersonId, state == TrainingState.Published ? "training-task.published" : "training-task.retired", "training-task", task.Id, now, task.Title);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return new WriteResult(WriteOutcome.Done, task.Id, task.Revision);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, task.Id, task.Revision);
        }
    }
}

internal static class TaskRights
{
    /// <summary>Leads change every task, experts their own.</summary>
    public static bool MayBeChangedBy(this TrainingTask task, Viewer writer) => writer.SeesEverything || task.OwnerId == writer.PersonId;
}
