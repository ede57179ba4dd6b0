using EnablementHub.Features.Coaching;
using EnablementHub.Features.Coaching.Planning;
using EnablementHub.Features.Coaching.Recognising;
using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.Coaching.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Data;

public abstract partial class HubDbContext
{
    public DbSet<ReadinessRow> ReadinessRows => Set<ReadinessRow>();
    public DbSet<CoachingStep> CoachingSteps => Set<CoachingStep>();
    public DbSet<CoachingEntry> CoachingEntries => Set<CoachingEntry>();
    public DbSet<CoachingChange> CoachingChanges => Set<CoachingChange>();
    public DbSet<Recognition> Recognitions => Set<Recognition>();

    private static void MapCoaching(ModelBuilder builder)
    {
        builder.Entity<ReadinessRow>(ReadinessRow.Map);
        builder.Entity<CoachingStep>(CoachingStep.Map);
        builder.Entity<CoachingEntry>(CoachingEntry.Map);
        builder.Entity<CoachingMoment>(CoachingMoment.Map);
        builder.Entity<CoachingChange>(CoachingChange.Map);
        builder.Entity<Recognition>(Recognition.Map);
    }
}
