using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Features.Training.Courses.Taking;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Settings;
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
        var until = await ReadAsync(UntilSetting, cancellationToken) is { } kept ? DateTimeOffset.Parse(kept, CultureInfo.InvariantCulture) - Overlap : DateTimeOffset.MinValue;
        var assigned = await ReadAsync(AssignedSetting, cancellationToken) is { } number ? long.Parse(number, CultureInfo.InvariantCulture) : 0;
        var last = await database.AssignedTraining.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0;
        await courses.RunSinceAsync(until, assigned, cancellationToken);
        await database.AssignedTraining
            .Where(row => row.State == AssignedState.Open && database.LearningRecords.Any(record =>
                record.RecordedAt >= until && record.PersonId == row.PersonId && record.Kind == row.TargetKind && record.TargetId == row.TargetId))
            .TickAsync(database, cancellationToken);
        database.ChangeTracker.Clear();
        await KeepAsync(UntilSetting, now.ToString("O", CultureInfo.InvariantCulture), cancellationToken);
        await KeepAsync(AssignedSetting, last.ToString(CultureInfo.InvariantCulture), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }

    private Task<string?> ReadAsync(string name, CancellationToken cancellationToken) =>
        database.StoredSettings.AsNoTracking().Where(setting => setting.Name == name).Select(setting => setting.Value).SingleOrDefaultAsync(cancellationToken)!;

    private async Task KeepAsync(string name, string value, CancellationToken cancellationToken)
    {
        if (await database.StoredSettings.SingleOrDefaultAsync(setting => setting.Name == name, cancellationToken) is { } kept) kept.Value = value;
        else database.Add(new StoredSetting { Name = name, Value = value });
    }
}
