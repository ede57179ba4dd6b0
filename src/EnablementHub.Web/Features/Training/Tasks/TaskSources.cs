using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Tasks;

/// <summary>Exercises and courses elsewhere, for whoever lets people learn one.</summary>
internal abstract class TaskSource(HubDbContext database, LearningKind kind) : ILearningSource
{
    public LearningKind Kind => kind;

    public Task<IReadOnlyList<LearningTarget>> FindAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken) =>
        ReadAsync(database.TrainingTasks.Where(task => ids.Contains(task.Id)), ids.Count, cancellationToken);

    public Task<IReadOnlyList<LearningTarget>> OfferAsync(string words, Viewer viewer, int take, CancellationToken cancellationToken)
    {
        var pattern = TextPattern.InOrder(words);
        return ReadAsync(database.TrainingTasks.Where(task => task.State == TrainingState.Published && EF.Functions.Like(task.Title, pattern, TextPattern.Escape)), take, cancellationToken);
    }

    private async Task<IReadOnlyList<LearningTarget>> ReadAsync(IQueryable<TrainingTask> tasks, int take, CancellationToken cancellationToken)
    {
        var found = await tasks.AsNoTracking().Where(task => task.Kind == kind).OrderBy(task => task.Title).ThenBy(task => task.Id).Take(take)
            .Select(task => new { task.Id, task.Title, task.Version, task.Minutes, task.State }).ToListAsync(cancellationToken);
        return [.. found.Select(task => new LearningTarget(kind, task.Id, task.Title, TrainingLinks.Task(task.Id), task.Version, task.Minutes, task.State == TrainingState.Published))];
    }
}

internal sealed class ExerciseSource(HubDbContext database) : TaskSource(database, LearningKind.Exercise);

internal sealed class ExternalCourseSource(HubDbContext database) : TaskSource(database, LearningKind.ExternalCourse);
