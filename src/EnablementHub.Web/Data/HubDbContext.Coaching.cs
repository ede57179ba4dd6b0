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
}
