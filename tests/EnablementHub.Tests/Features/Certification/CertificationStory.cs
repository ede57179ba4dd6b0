using EnablementHub.Features.Certification;
using EnablementHub.Features.Certification.Earning;
using EnablementHub.Features.Certification.Renewing;
using EnablementHub.Features.Certification.Updating;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Certification;

/// <summary>A certification in a sentence, and what people learn of it.</summary>
internal sealed class CertificationStory
{
    private readonly TestHub _hub;
    private readonly CertificationPlan _plan;
    private readonly PlanVersion _version;

    private CertificationStory(TestHub hub, string title)
    {
        _hub = hub;
        _plan = new CertificationPlan { Title = title };
        _version = _plan.BeginDraft(hub.Time.GetUtcNow());
    }

    public static CertificationStory In(TestHub hub, string title = "Pricing, certified") => new(hub, title);

    public CertificationStory Asking(params LearningKey[] targets) => Group(isRenewal: false, need: null, targets);

    public CertificationStory AskingAny(int need, params LearningKey[] targets) => Group(isRenewal: false, need, targets);

    public CertificationStory Renewing(params LearningKey[] targets) => Group(isRenewal: true, need: null, targets);

    public CertificationStory Scored(LearningKey target, double minimum)
    {
        var group = new PlanGroup { IsRenewal = false, Title = "Know it" };
        group.Add(new PlanRequirement { Kind = target.Kind, TargetId = target.Id, MinimumScore = minimum });
        _version.Add(group);
        return this;
    }

    public CertificationStory Lasting(int days, int window = PlanVersion.DefaultWindowDays, int grace = PlanVersion.DefaultGraceDays)
    {
        (_version.ValidDays, _version.WindowDays, _version.GraceDays) = (days, window, grace);
        return this;
    }

    public CertificationStory Mandatory()
    {
        _plan.IsMandatory = true;
        return this;
    }

    public async Task<CertificationPlan> PublishedAsync()
    {
        _plan.Publish(_hub.Time.GetUtcNow());
        return await SavedAsync();
    }

    public async Task<CertificationPlan> SavedAsync()
    {
        _plan.Touch(_hub.Time.GetUtcNow());
        await using var database = _hub.OpenDatabase();
        database.Add(_plan);
        await database.SaveChangesAsync();
        return _plan;
    }

    public static LearningKey Of(Item item) => new(LearningKind.Item, item.Id);

    public static LearningKey Quiz(int id) => new(LearningKind.Quiz, id);

    /// <summary>As a room notes it.</summary>
    public static async Task LearnAsync(TestHub hub, Person person, LearningKey target, int version = 1, double? score = null, DateTimeOffset? at = null, string? key = null)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LearningRecords>().NoteAsync(
            new NewLearningRecord
            {
                PersonId = person.Id,
                Target = target,
                TargetVersion = version,
                EarnedAt = at ?? hub.Time.GetUtcNow(),
                ScorePercent = score,
                Evidence = "Learned in a test",
                Key = key ?? Guid.NewGuid().ToString("N"),
            },
            TestContext.Current.CancellationToken);
        await scope.ServiceProvider.GetRequiredService<EnablementHub.Data.HubDbContext>().SaveChangesAsync();
    }

    /// <summary>What the hub does by itself within a minute.</summary>
    public static async Task RunAsync(TestHub hub)
    {
        await hub.RunAsync<EarnCertificatesJob>();
        await hub.RunAsync<FindChangesJob>();
        await hub.RunAsync<RemindHoldersJob>();
    }

    public static async Task<IReadOnlyList<Certificate>> CertificatesAsync(TestHub hub, Person person)
    {
        await using var database = hub.OpenDatabase();
        return await database.Certificates.AsNoTracking().Include(c => c.Records).Where(c => c.PersonId == person.Id).OrderBy(c => c.Period).ToListAsync();
    }

    public static async Task<Certificate> LatestAsync(TestHub hub, Person person) => (await CertificatesAsync(hub, person))[^1];

    public static async Task<IReadOnlyList<string>> ToldAsync(TestHub hub, Person person, NoticeKind kind)
    {
        await using var database = hub.OpenDatabase();
        return await database.Notices.AsNoTracking().Where(notice => notice.PersonId == person.Id && notice.Kind == kind).OrderBy(notice => notice.Id).Select(notice => notice.Text).ToListAsync();
    }

    /// <summary>A person who has earned it today.</summary>
    public static async Task<(Person Person, Certificate Certificate)> EarnedAsync(TestHub hub, string name, params (LearningKey Target, int Version)[] learned)
    {
        var person = await hub.AddPersonAsync(name);
        foreach (var (target, version) in learned) await LearnAsync(hub, person, target, version);
        await RunAsync(hub);
        return (person, await LatestAsync(hub, person));
    }

    /// <summary>Writes and publishes another version of an item, as a lead does.</summary>
    public static async Task PublishVersionAsync(TestHub hub, int itemId, string body, string note, bool isMajor)
    {
        var lead = await TestData.LeadAsync(hub);
        await using var scope = hub.App.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<EnablementHub.Data.HubDbContext>();
        var item = await database.Items.Include(i => i.Versions).SingleAsync(i => i.Id == itemId);
        var content = VersionContent.From(item.LiveVersion!) with { Body = body };
        item.AddPending(scope.ServiceProvider.GetRequiredService<VersionFactory>().Create(item, content, lead.Id, hub.Time.GetUtcNow()), hub.Time.GetUtcNow());
        await database.SaveChangesAsync();
        var result = await scope.ServiceProvider.GetRequiredService<PublishItem>().RunAsync(
            new PublishRequest { ItemId = itemId, Revision = item.Revision, Writer = new Writer(lead.Id, ManagesContent: true), Note = note, IsMajor = isMajor }, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, string.Join(' ', result.Problems.Select(problem => problem.Sentence)));
    }

    private CertificationStory Group(bool isRenewal, int? need, LearningKey[] targets)
    {
        var group = new PlanGroup { IsRenewal = isRenewal, Title = isRenewal ? "Refresh it" : "Know it", Need = need };
        foreach (var target in targets) group.Add(new PlanRequirement { Kind = target.Kind, TargetId = target.Id });
        _version.Add(group);
        return this;
    }
}
