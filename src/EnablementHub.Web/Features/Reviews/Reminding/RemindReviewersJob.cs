using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Reminding;

/// <summary>
/// The escalation clock. Each item knows the day of its next reminder, so that a run costs what is to be told; what is told
/// becomes one notice a person and day, whatever the number of items.
/// </summary>
internal sealed class RemindReviewersJob(HubDbContext database, Notices notices, OrganisationClock clock) : IRecurringJob
{
    private const int Batch = 2_000;

    public string Name => "remind-reviewers";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await Due(clock.Today).AnyAsync(cancellationToken)) await database.InUnitAsync(RemindAsync, cancellationToken);
    }

    private IQueryable<Item> Due(DateOnly today) => database.Items.AsNoTracking().Where(item => item.State == PublicationState.Published && item.RemindOn <= today && item.ReviewDueOn != null);

    private async Task RemindAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var due = await Due(today).OrderBy(item => item.RemindOn).ThenBy(item => item.Id).Take(Batch)
            .Select(item => new DueItem
            {
                Id = item.Id,
                OwnerId = item.OwnerId,
                VerifierId = item.VerifierId,
                TeamId = item.VerifierTeamId,
                ClaimedById = item.ClaimedById,
                BackupId = item.BackupId,
                DueOn = item.ReviewDueOn!.Value,
                PostponedTo = item.ReviewPostponedTo,
                HasExpired = item.ExpireOn < today,
                Title = item.Versions.Where(version => version.Number == item.LiveNumber).Select(version => version.Title).FirstOrDefault() ?? "Untitled",
            }).ToListAsync(cancellationToken);
        var recipients = await RecipientsAsync([.. due.Where(item => item.IsToldOf(today))], cancellationToken);
        foreach (var (personId, asked) in recipients) notices.Tell([personId], Summary(asked, today));
        await database.SaveChangesAsync(cancellationToken);

        // By value and not through the entities: a reminder is no change that an open editor must hear of.
        foreach (var group in due.GroupBy(item => item.PostponedTo is { } postponed && postponed >= today ? postponed.AddDays(1) : ReminderLadder.Next(item.DueOn, today)))
        {
            var (next, ids) = (group.Key, group.Select(item => item.Id).ToArray());
            await database.Items.Where(item => ids.Contains(item.Id) && item.RemindOn <= today).ExecuteUpdateAsync(set => set.SetProperty(item => item.RemindOn, next), cancellationToken);
        }
    }

    private async Task<Dictionary<int, List<AskedItem>>> RecipientsAsync(List<DueItem> items, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var leads = await database.ActiveIn(HubRoles.Lead).ToListAsync(cancellationToken);
        var teams = items.Where(item => item.ClaimedById is null).Select(item => item.TeamId).OfType<int>().Distinct().ToArray();
        var members = (await database.TeamMembers.AsNoTracking().Where(member => teams.Contains(member.TeamId)).Select(member => new { member.TeamId, member.PersonId }).ToListAsync(cancellationToken))
            .ToLookup(member => member.TeamId, member => member.PersonId);
        var named = items.SelectMany(item => item.Reviewers(members).Append(item.BackupId ?? item.OwnerId)).Distinct().ToArray();
        var present = (await database.Users.Where(person => named.Contains(person.Id) && person.DisabledAt == null).Select(person => person.Id).ToListAsync(cancellationToken)).ToHashSet();
        var asked = new Dictionary<int, List<AskedItem>>();
        foreach (var item in items)
        {
            var late = today.DayNumber - item.DueOn.DayNumber;
            var own = item.Reviewers(members).Where(present.Contains).ToList();
            var others = new List<int>();
            if ((late >= Reviewers.BackupAfterDays || own.Count == 0) && present.Contains(item.BackupId ?? item.OwnerId)) others.Add(item.BackupId ?? item.OwnerId);

            // Where nobody is left, the leads need not wait.
            if (late >= ReminderLadder.LeadsAfterDays || own.Count + others.Count == 0) others.AddRange(leads);
            foreach (var personId in own) Ask(personId, item, isOwn: true);
            foreach (var personId in others.Distinct().Except(own)) Ask(personId, item, isOwn: false);
        }

        return asked;

        void Ask(int personId, DueItem item, bool isOwn)
        {
            if (!asked.TryGetValue(personId, out var list)) asked.Add(personId, list = []);
            list.Add(new AskedItem(item, isOwn));
        }
    }

    private static Notice Summary(List<AskedItem> asked, DateOnly today)
    {
        var worst = asked.MinBy(one => one.Item.DueOn)!.Item;
        var overdue = asked.Count(one => one.Item.DueOn < today);
        var what = asked.Count == 1 ? $"“{worst.Title}” waits" : string.Create(CultureInfo.InvariantCulture, $"“{worst.Title}” and {asked.Count - 1} more wait");
        var when = overdue == 0
            ? $"due on {worst.DueOn.ToString("d MMMM", CultureInfo.InvariantCulture)}{(asked.Count == 1 ? "" : " or later")}"
            : asked.Count == 1 ? "it is overdue" : string.Create(CultureInfo.InvariantCulture, $"{overdue} overdue");
        return new Notice
        {
            Kind = asked.Exists(one => one.IsOwn) ? NoticeKind.ReviewDue : NoticeKind.ReviewEscalated,
            Key = string.Create(CultureInfo.InvariantCulture, $"reviews:{today:yyyy-MM-dd}"),
            Text = $"{what} for your check: {when}.",
            Address = "/reviews?who=me",
        };
    }

    private sealed record AskedItem(DueItem Item, bool IsOwn);

    private sealed record DueItem
    {
        public required int Id { get; init; }
        public required int OwnerId { get; init; }
        public required int? VerifierId { get; init; }
        public required int? TeamId { get; init; }
        public required int? ClaimedById { get; init; }
        public required int? BackupId { get; init; }
        public required DateOnly DueOn { get; init; }
        public required DateOnly? PostponedTo { get; init; }
        public required bool HasExpired { get; init; }
        public required string Title { get; init; }

        public bool IsToldOf(DateOnly today) => !HasExpired && !(PostponedTo >= today);

        public IEnumerable<int> Reviewers(ILookup<int, int> members) =>
            VerifierId is { } person ? [person] : ClaimedById is { } member ? [member] : TeamId is { } team ? members[team] : [OwnerId];
    }
}
