using EnablementHub.Data;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Features.Training.Courses.Taking;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training;

/// <summary>Completes courses and ticks what is assigned from what the ledger has heard since its last turn.</summary>
internal sealed class TickTrainingJob(HubDbContext database, NoteCourses courses, TimeProvider time) : IRecurringJob
{
    private const string UntilSetting = "training.ticked-until";
    private const string AssignedSetting = "training.ticked-assigned";

    /// <summary>A record may be stored a moment after the time that stands in it; what is looked at twice is ticked once.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    public string Name => "training-ticks";

    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = await database.ReadInstantAsync(UntilSetting, cancellationToken) is { } kept ? kept - Overlap : DateTimeOffset.MinValue;
        var assigned = await database.ReadPositionAsync(AssignedSetting, cancellationToken);
        var last = await database.AssignedTraining.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0;
        await courses.RunSinceAsync(until, assigned, cancellationToken);
        await database.AssignedTraining
            .Where(row => row.State == AssignedState.Open && database.LearningRecords.Any(record =>
                record.RecordedAt >= until && record.PersonId == row.PersonId && record.Kind == row.TargetKind && record.TargetId == row.TargetId))
            .TickAsync(database, cancellationToken);
        database.ChangeTracker.Clear();
        await database.KeepSettingAsync(UntilSetting, now, cancellationToken);
        await database.KeepSettingAsync(AssignedSetting, last, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }
}
