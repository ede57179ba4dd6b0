using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.SignOffs;

public sealed record SignOffRow(int StepId, int ChecklistId, string Person, string Title, string Words, string Report, DateTimeOffset ReportedAt, SignOffBy SignOff);

public sealed record SignOffPage(IReadOnlyList<SignOffRow> Rows, int? TypedFor = null, string? Typed = null, string? Problem = null);

/// <summary>Tasks that somebody told as done and that wait for this person's word, the longest waiting first.</summary>
public sealed class SignOffList(HubDbContext database)
{
    public const int MaxListed = 100;

    public async Task<IReadOnlyList<SignOffRow>> ReadAsync(int personId, bool isExpert, bool managesContent, CancellationToken cancellationToken) => await Waiting(database, personId, isExpert, managesContent)
        .OrderBy(step => step.ReportedAt).ThenBy(step => step.Id)
        .Select(step => new SignOffRow(step.Id, step.ChecklistId, step.Checklist.Person.DisplayName, step.Title, step.Words, step.Report, step.ReportedAt!.Value, step.SignOff))
        .Take(MaxListed).ToListAsync(cancellationToken);

    /// <summary>Leads may confirm whatever waits, so that nobody is stuck when a buddy is away. Nobody confirms their own.</summary>
    internal static IQueryable<ChecklistStep> Waiting(HubDbContext database, int personId, bool isExpert, bool managesContent) => database.ChecklistSteps.Where(step =>
        step.State == StepState.Waiting && step.Checklist.EndedAt == null && step.Checklist.PersonId != personId
        && (managesContent
            || (step.SignOff == SignOffBy.Buddy && step.Checklist.BuddyId == personId)
            || (step.SignOff == SignOffBy.Manager && step.Checklist.ManagerId == personId)
            || (step.SignOff == SignOffBy.Expert && isExpert)));
}

internal static class SignOffRights
{
    public static (bool IsExpert, bool ManagesContent) SignOffRoles(this System.Security.Claims.ClaimsPrincipal person) => (person.IsInRole(HubRoles.Expert), person.Can(Capability.ManageContent));
}
