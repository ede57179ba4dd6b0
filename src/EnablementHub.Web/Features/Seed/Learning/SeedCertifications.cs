using EnablementHub.Data;
using EnablementHub.Features.Certification;
using EnablementHub.Features.Certification.Earning;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Seed.Learning;

/// <summary>A file of <c>certifications/</c>: what it asks, and who has earned it.</summary>
public sealed class SeedCertification
{
    public string Title { get; set; } = "";
    public string Summary { get; set; } = "";
    public bool Mandatory { get; set; }
    public int ValidDays { get; set; } = PlanVersion.DefaultValidDays;
    public int WindowDays { get; set; } = PlanVersion.DefaultWindowDays;
    public int GraceDays { get; set; } = PlanVersion.DefaultGraceDays;
    public List<SeedRequirements> Groups { get; set; } = [];
    public List<SeedRequirements> Renewal { get; set; } = [];
    public List<SeedHolder> Holders { get; set; } = [];
}

public sealed class SeedRequirements
{
    public string Title { get; set; } = "";

    /// <summary>How many do; nothing: all.</summary>
    public int? Need { get; set; }

    /// <summary>Keys of items.</summary>
    public List<string> Items { get; set; } = [];
}

public sealed class SeedHolder
{
    public string Person { get; set; } = "";
    public string Earned { get; set; } = "";
}

/// <summary>Writes the seed's certifications and gives the certificates that it names, each with records of the day it was earned.</summary>
public sealed class SeedCertifications(HubDbContext database, LearningRecords ledger, IssueCertificates issue, OrganisationClock clock)
{
    /// <summary>The hour of that day, so that it is the same day in every zone that the seed's people live in.</summary>
    private static readonly TimeOnly Noon = new(12, 0);

    public async Task AddAsync(
        IReadOnlyList<(string File, SeedCertification Certification)> files, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, Item> items, SeedDates dates, CancellationToken cancellationToken)
    {
        foreach (var (file, seed) in files)
        {
            var plan = new CertificationPlan { Key = Path.GetFileNameWithoutExtension(file), Title = seed.Title, Summary = seed.Summary, IsMandatory = seed.Mandatory };
            var version = plan.BeginDraft(clock.Now);
            (version.ValidDays, version.WindowDays, version.GraceDays) = (seed.ValidDays, seed.WindowDays, seed.GraceDays);
            foreach (var group in seed.Groups) version.Add(Read(file, group, isRenewal: false, items));
            foreach (var group in seed.Renewal) version.Add(Read(file, group, isRenewal: true, items));
            plan.Publish(clock.Now);
            plan.Touch(clock.Now);
            database.Add(plan);
            await database.SaveChangesAsync(cancellationToken);
            foreach (var holder in seed.Holders) await GiveAsync(file, plan, version, holder, people, items, dates, cancellationToken);
        }
    }

    private async Task GiveAsync(
        string file, CertificationPlan plan, PlanVersion version, SeedHolder holder, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, Item> items, SeedDates dates, CancellationToken cancellationToken)
    {
        if (!people.TryGetValue(holder.Person, out var person)) throw new SeedException($"{file}: {holder.Person} is not in people.csv.");
        var on = new DateTimeOffset(dates.Day(holder.Earned), Noon, TimeSpan.Zero);
        var learned = version.FirstTime.SelectMany(group => group.InOrder.Take(group.Wanted)).Select(requirement => requirement.Target).Distinct().ToList();
        var live = items.Values.ToDictionary(item => item.Id, item => item.LiveNumber ?? 1);
        foreach (var (target, at) in learned.Select((target, at) => (target, at)))
        {
            await ledger.NoteAsync(
                new NewLearningRecord
                {
                    PersonId = person,
                    Target = target,
                    TargetVersion = live[target.Id],
                    EarnedAt = on.AddMinutes(10 * (at - learned.Count + 1)),
                    Evidence = "Learned before the hub began",
                    Key = FormattableString.Invariant($"seed:{plan.Id}:{person}:{target}"),
                },
                cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
        var prefix = FormattableString.Invariant($"seed:{plan.Id}:{person}:");
        var records = await database.LearningRecords.Where(record => record.Key.StartsWith(prefix)).ToListAsync(cancellationToken);
        var basis = records.OrderBy(record => record.EarnedAt).Select(record => new LearnedFact(record.Id, record.Target, record.TargetVersion, record.EarnedAt, record.ScorePercent, record.Evidence)).ToList();
        if (!await issue.StoreAsync(plan.Id, person, new Earned(on, IsRenewal: false, basis), cancellationToken)) throw new SeedException($"{file}: {holder.Person} could not be certified.");
    }

    private static PlanGroup Read(string file, SeedRequirements seed, bool isRenewal, IReadOnlyDictionary<string, Item> items)
    {
        var group = new PlanGroup { IsRenewal = isRenewal, Title = seed.Title, Need = seed.Need };
        foreach (var key in seed.Items)
            group.Add(new PlanRequirement { Kind = LearningKind.Item, TargetId = items.TryGetValue(key, out var item) ? item.Id : throw new SeedException($"{file}: it asks \"{key}\", which isn't there.") });
        return group;
    }
}
