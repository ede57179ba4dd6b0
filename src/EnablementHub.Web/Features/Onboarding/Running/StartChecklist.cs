using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Onboarding.Offers;
using EnablementHub.Features.People;
using EnablementHub.Features.People.Holidays;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Running;

public sealed record StartRequest
{
    public required int PersonId { get; init; }
    public required int TemplateId { get; init; }

    /// <summary>Day 0; null: the person's first working day, or today where none is known.</summary>
    public DateOnly? StartedOn { get; init; }
    public int? BuddyId { get; init; }
    public int? ManagerId { get; init; }

    /// <summary>Who starts it; null for the hub itself.</summary>
    public required int? StartedById { get; init; }
}

/// <summary>Gives somebody their own copy of a template, with the days on which each step is due.</summary>
public sealed class StartChecklist(HubDbContext database, WorkCalendar calendar, OrganisationClock clock)
{
    private const int FurthestDays = 366;

    public Task<WriteResult> RunAsync(StartRequest request, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(token => StoreAsync(request, token), result => result.Succeeded, cancellationToken);

    /// <summary>The same within the caller's unit of work.</summary>
    internal async Task<WriteResult> StoreAsync(StartRequest request, CancellationToken cancellationToken)
    {
        var person = await database.Users.AsNoTracking().Include(p => p.Teams).SingleOrDefaultAsync(p => p.Id == request.PersonId, cancellationToken);
        var template = await database.ChecklistTemplates.AsNoTracking().Include(t => t.Steps).SingleOrDefaultAsync(t => t.Id == request.TemplateId, cancellationToken);
        var problems = new List<FieldProblem>();
        if (person is null) problems.Add(new("PersonId", "Choose who starts."));
        else if (person.DisabledAt is not null) problems.Add(new("PersonId", $"{person.DisplayName} is disabled. Enable the account first."));
        if (template is null) problems.Add(new("TemplateId", "Choose a checklist."));
        else if (template.IsRetired) problems.Add(new("TemplateId", $"“{template.Title}” is retired. Choose another one."));
        else if (template.Steps.Count == 0) problems.Add(new("TemplateId", $"“{template.Title}” has no steps yet."));
        var startedOn = request.StartedOn ?? person?.StartedOn ?? clock.Today;
        if (Math.Abs(startedOn.DayNumber - clock.Today.DayNumber) > FurthestDays) problems.Add(new("StartedOn", "Choose a day within a year of today."));
        foreach (var (field, id) in new[] { ("BuddyId", request.BuddyId), ("ManagerId", request.ManagerId) })
        {
            if (id is null) continue;
            if (id == request.PersonId) problems.Add(new(field, "Nobody looks after themselves: choose somebody else."));
            else if (!await database.Users.AnyAsync(p => p.Id == id && p.DisabledAt == null, cancellationToken)) problems.Add(new(field, "Choose somebody from the list."));
        }

        if (problems.Count == 0 && await database.Checklists.AnyAsync(c => c.PersonId == person!.Id && c.TemplateId == template!.Id && c.EndedAt == null && c.CompletedAt == null, cancellationToken))
            problems.Add(new("TemplateId", $"{person!.DisplayName} is already working through “{template!.Title}”."));
        if (problems.Count > 0) return WriteResult.Invalid(problems);

        var checklist = new Checklist
        {
            PersonId = person!.Id,
            TemplateId = template!.Id,
            TemplateVersion = template.Version,
            Title = template.Title,
            StartedOn = startedOn,
            BuddyId = request.BuddyId,
            ManagerId = request.ManagerId,
            CreatedAt = clock.Now,
        };
        var reach = await StepReach.OfAsync(database, person.Id, cancellationToken);
        var holidays = template.CountsWorkingDays ? await calendar.HolidaysOfAsync(person.Id, startedOn, cancellationToken) : null;
        foreach (var step in template.InOrder.Where(reach.Includes)) checklist.Add(step.CopyDueOn(step.DueOn(startedOn, template.CountsWorkingDays, holidays)));
        if (checklist.Steps.Count == 0) return WriteResult.Invalid("TemplateId", $"Every step of “{template.Title}” is for teams or regions that {person.DisplayName} isn't in.");
        database.Add(checklist);
        await database.SaveChangesAsync(cancellationToken);
        database.LogAudit(request.StartedById, "onboarding.started", "person", person.Id, clock.Now, $"{template.Title}, version {template.Version}");
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, checklist.Id);
    }
}
