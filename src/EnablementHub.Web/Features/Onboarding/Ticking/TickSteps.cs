using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Noting;
using EnablementHub.Features.Library;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Ticking;

/// <summary>
/// Ticks steps from what people really did: 80 % of a recording's unique seconds, a page opened, a clip found and played, a quiz passed.
/// Nobody ticks these by hand, and a tick is never taken back.
/// </summary>
public sealed class TickSteps(HubDbContext database, LearningQueries learning, OrganisationClock clock)
{
    private const int Batch = 500;

    /// <summary>The steps of one person, all that are open.</summary>
    /// <returns>How many were ticked.</returns>
    public Task<int> RunForAsync(int personId, CancellationToken cancellationToken) =>
        RunAsync(Running().Where(step => step.Checklist.PersonId == personId), cancellationToken);

    /// <summary>
    /// The steps whose items were used since then, or whose targets were learned, by the person whose steps they are; and those
    /// of checklists begun since then, for what was done before. Cost goes by that use.
    /// </summary>
    public async Task<int> RunSinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var played = database.WatchProgress.Where(progress => progress.LastAt >= since).Select(progress => new { progress.PersonId, progress.ItemId });
        var opened = database.UsageEvents.Where(used => used.At >= since).Select(used => new { used.PersonId, used.ItemId });
        var touched = await (
            from use in played.Union(opened)
            join step in Running() on use.ItemId equals step.ItemId
            where step.Checklist.PersonId == use.PersonId
            select step.Id).Distinct().Order().ToListAsync(cancellationToken);
        var learned = await (
            from record in database.LearningRecords
            where record.RecordedAt >= since
            join step in Running() on new { Kind = (LearningKind?)record.Kind, Id = (int?)record.TargetId } equals new { Kind = step.TargetKind, Id = step.TargetId }
            where step.Checklist.PersonId == record.PersonId
            select step.Id).Distinct().ToListAsync(cancellationToken);
        var begun = await Running().Where(step => step.Checklist.CreatedAt >= since).Select(step => step.Id).ToListAsync(cancellationToken);
        var ticked = 0;
        foreach (var some in touched.Union(learned).Union(begun).Order().Chunk(Batch)) ticked += await RunAsync(Running().Where(step => some.Contains(step.Id)), cancellationToken);
        return ticked;
    }

    /// <summary>
    /// Shows a checklist as it will be once its use has been noted, and stores nothing: a page that is only looked at writes
    /// nothing and is there while the database can't be written.
    /// </summary>
    /// <param name="checklist">Untracked, with all its steps.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task ShowAsync(Checklist checklist, CancellationToken cancellationToken)
    {
        var open = checklist.Steps.Where(TicksItself).ToList();
        if (!checklist.IsRunning || open.Count == 0) return;
        var facts = await ReadFactsAsync([checklist.PersonId], open, cancellationToken);
        Tick(open, checklist, facts);
    }

    private static bool TicksItself(ChecklistStep step) => step.State == StepState.Open && step.Kind != StepKind.Task && (step.ItemId is not null || step.Target is not null);

    private IQueryable<ChecklistStep> Running() => database.ChecklistSteps.Where(step =>
        step.State == StepState.Open && (step.ItemId != null || step.TargetId != null) && step.Kind != StepKind.Task && step.Checklist.EndedAt == null && step.Checklist.CompletedAt == null);

    private async Task<int> RunAsync(IQueryable<ChecklistStep> steps, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        var open = await steps.Include(step => step.Checklist).ThenInclude(checklist => checklist.Steps).AsSplitQuery().ToListAsync(cancellationToken);
        if (open.Count == 0) return 0;
        var people = open.Select(step => step.Checklist.PersonId).Distinct().ToList();
        var facts = await ReadFactsAsync(people, open, cancellationToken);
        var ticked = open.GroupBy(step => step.Checklist).Sum(group => Tick(group, group.Key, facts));
        if (ticked > 0) await SaveAsync(cancellationToken);
        return ticked;
    }

    private int Tick(IEnumerable<ChecklistStep> open, Checklist checklist, UseFacts facts)
    {
        var ticked = open.Count(step => step.Kind switch
        {
            StepKind.Content => TickContent(step, checklist, facts),
            StepKind.Find => TickFound(step, checklist, facts),
            _ => TickLearned(step, checklist, facts),
        });
        if (ticked > 0) checklist.Settle(clock.Now);
        return ticked;
    }

    private async Task<UseFacts> ReadFactsAsync(List<int> people, List<ChecklistStep> open, CancellationToken cancellationToken)
    {
        var items = open.Where(step => step.ItemId is not null).Select(step => step.ItemId!.Value).Distinct().ToList();
        var targets = open.Where(step => step.Target is not null).Select(step => step.Target!.Value).Distinct().ToList();
        var progress = await database.WatchProgress.AsNoTracking().Where(p => people.Contains(p.PersonId) && items.Contains(p.ItemId))
            .Select(p => new Watched(p.PersonId, p.ItemId, p.UniqueSeconds, p.DurationSeconds, p.LastAt)).ToListAsync(cancellationToken);
        var opened = await database.UsageEvents.AsNoTracking().Where(u => items.Contains(u.ItemId) && people.Contains(u.PersonId) && u.Kind != UsageKind.Play)
            .GroupBy(u => new { u.PersonId, u.ItemId }).Select(group => new { group.Key.PersonId, group.Key.ItemId, Last = group.Max(u => u.At) }).ToListAsync(cancellationToken);
        var playable = await (
            from item in database.Items.AsNoTracking()
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where items.Contains(item.Id) && (item.Kind == ItemKind.Clip || item.Kind == ItemKind.TrainingVideo) && version.MediaFileId != null
            select item.Id).ToListAsync(cancellationToken);
        var searches = await database.SearchRecords.AsNoTracking().Where(s => people.Contains(s.PersonId))
            .Where(s => database.ChecklistSteps.Any(step => step.Kind == StepKind.Find && step.State == StepState.Open && step.BegunAt != null && step.BegunAt <= s.At && step.Checklist.PersonId == s.PersonId))
            .Select(s => new Searched(s.PersonId, s.At, s.ItemClickedId, s.RankClicked)).ToListAsync(cancellationToken);
        return new UseFacts(
            progress.ToDictionary(p => (p.PersonId, p.ItemId)), opened.ToDictionary(o => (o.PersonId, o.ItemId), o => o.Last), playable.ToHashSet(), searches.ToLookup(s => s.PersonId),
            await learning.LatestAsync(people, targets, cancellationToken));
    }

    private bool TickContent(ChecklistStep step, Checklist checklist, UseFacts facts)
    {
        var key = (checklist.PersonId, step.ItemId!.Value);
        if (facts.Playable.Contains(step.ItemId.Value))
        {
            if (!facts.Progress.TryGetValue(key, out var watched) || !watched.IsWatched) return false;
            step.TickFromUse(clock.Now, ItemFacts.Played(watched.Seconds, watched.Duration));
            return true;
        }

        if (!facts.Opened.TryGetValue(key, out var last) || last < checklist.CreatedAt) return false;
        step.TickFromUse(clock.Now, "Opened");
        return true;
    }

    private bool TickLearned(ChecklistStep step, Checklist checklist, UseFacts facts)
    {
        if (step.Target is not { } target || !facts.Learned.TryGetValue((checklist.PersonId, target), out var learned)) return false;
        step.TickFromUse(clock.Now, learned.Evidence);
        return true;
    }

    private bool TickFound(ChecklistStep step, Checklist checklist, UseFacts facts)
    {
        if (step.BegunAt is not { } begun) return false;
        var key = (checklist.PersonId, step.ItemId!.Value);
        var isFound = facts.Playable.Contains(step.ItemId.Value)
            ? facts.Progress.TryGetValue(key, out var watched) && watched.LastAt >= begun
            : facts.Opened.TryGetValue(key, out var last) && last >= begun;
        if (!isFound) return false;
        var searches = facts.Searches[checklist.PersonId].Where(search => search.At >= begun).ToList();
        var rank = searches.Find(search => search.ItemClickedId == step.ItemId)?.Rank;
        step.TickFound(clock.Now, searches.Count, rank, searches.Count switch
        {
            0 => "Found without searching",
            1 => $"Found with 1 search{(rank is null ? "" : $", result {rank}")}",
            _ => $"Found with {searches.Count} searches{(rank is null ? "" : $", result {rank}")}",
        });
        return true;
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The page and the job saw the same use at the same moment; whoever was slower has nothing left to do.
            database.ChangeTracker.Clear();
        }
    }

    private sealed record Watched(int PersonId, int ItemId, double Seconds, double Duration, DateTimeOffset LastAt)
    {
        public bool IsWatched => Duration > 0 && Seconds >= ItemFacts.WatchedShare * Duration;
    }

    private sealed record Searched(int PersonId, DateTimeOffset At, int? ItemClickedId, int? Rank);

    private sealed record UseFacts(
        Dictionary<(int PersonId, int ItemId), Watched> Progress, Dictionary<(int PersonId, int ItemId), DateTimeOffset> Opened, HashSet<int> Playable, ILookup<int, Searched> Searches,
        IReadOnlyDictionary<(int PersonId, LearningKey Target), Learned> Learned);
}
