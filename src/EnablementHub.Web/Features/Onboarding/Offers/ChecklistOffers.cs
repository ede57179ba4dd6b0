using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Features.People.Holidays;
using EnablementHub.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Offers;

/// <summary>A change of the template that a running checklist doesn't have.</summary>
/// <param name="Detail">What would change, in words.</param>
/// <param name="Fingerprint">Names exactly this change.</param>
/// <param name="From">The template's step; null where it is gone.</param>
/// <param name="DueOn">When it would be due for this person.</param>
/// <param name="Step">The copy's step; null where it would be new.</param>
public sealed record StepOffer(OfferKind Kind, int TemplateStepId, string Title, string Detail, string Fingerprint, TemplateStep? From, DateOnly DueOn, ChecklistStep? Step);

/// <summary>Compares running checklists with what their templates have become.</summary>
public sealed class ChecklistOffers(HubDbContext database, WorkCalendar calendar)
{
    /// <param name="checklist">Running, with its steps.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What is open: neither taken over nor left out. Steps that are done, or wait for somebody's word, stay as they are.</returns>
    public async Task<IReadOnlyList<StepOffer>> OpenAsync(Checklist checklist, CancellationToken cancellationToken)
    {
        if (!checklist.IsRunning) return [];
        var template = await database.ChecklistTemplates.AsNoTracking().Include(t => t.Steps).SingleAsync(t => t.Id == checklist.TemplateId, cancellationToken);
        if (template.Version == checklist.TemplateVersion) return [];
        var reach = await StepReach.OfAsync(database, checklist.PersonId, cancellationToken);
        var holidays = template.CountsWorkingDays ? await calendar.HolidaysOfAsync(checklist.PersonId, checklist.StartedOn, cancellationToken) : null;
        var decided = (await database.ChecklistOffers.AsNoTracking().Where(offer => offer.ChecklistId == checklist.Id).Select(offer => new { offer.TemplateStepId, offer.Fingerprint }).ToListAsync(cancellationToken))
            .Select(offer => (offer.TemplateStepId, offer.Fingerprint)).ToHashSet();
        var copies = checklist.Steps.ToDictionary(step => step.TemplateStepId);
        var offers = new List<StepOffer>();
        foreach (var step in template.InOrder.Where(reach.Includes))
        {
            var due = step.DueOn(checklist.StartedOn, template.CountsWorkingDays, holidays);
            if (!copies.TryGetValue(step.Id, out var copy)) offers.Add(new StepOffer(OfferKind.Added, step.Id, step.Title, $"New: {step.Kind.Label()}, due on {ReadableTime.Absolute(due)}.", Fingerprint(OfferKind.Added, step, due), step, due, null));
            else if (copy.State == StepState.Open && Differences(copy, step, due) is { Count: > 0 } differences)
                offers.Add(new StepOffer(OfferKind.Changed, step.Id, copy.Title, Cut(string.Join(' ', differences)), Fingerprint(OfferKind.Changed, step, due), step, due, copy));
        }

        var there = template.Steps.Select(step => step.Id).ToHashSet();
        offers.AddRange(checklist.Steps.Where(step => step.State == StepState.Open && !there.Contains(step.TemplateStepId)).OrderBy(step => step.Stage).ThenBy(step => step.Position)
            .Select(step => new StepOffer(OfferKind.Removed, step.TemplateStepId, step.Title, "The template no longer has this step.", Fingerprint(OfferKind.Removed, step, step.DueOn), null, step.DueOn, step)));
        return [.. offers.Where(offer => !decided.Contains((offer.TemplateStepId, offer.Fingerprint)))];
    }

    private static List<string> Differences(ChecklistStep copy, TemplateStep step, DateOnly due)
    {
        var differences = new List<string>();
        if (copy.Title != step.Title) differences.Add($"Title: “{step.Title}”.");
        if (copy.Words != step.Words) differences.Add(step.Words.Length == 0 ? "The text is gone." : "Another text.");
        if (copy.Stage != step.Stage) differences.Add($"Stage: {step.Stage.Label()}.");
        if (copy.Kind != step.Kind) differences.Add($"Kind: {step.Kind.Label()}.");
        if (copy.ItemId != step.ItemId || copy.Target != step.Target) differences.Add("It opens something else.");
        if (copy.SignOff != step.SignOff) differences.Add($"Confirmed by {step.SignOff.Label()}.");
        if (copy.Minutes != step.Minutes) differences.Add(step.Minutes == 0 ? "No time is given." : $"It takes {OnboardingWords.Minutes(step.Minutes)}.");
        if (copy.AfterTemplateStepId != step.AfterStepId) differences.Add(step.AfterStepId is null ? "It waits for no other step." : "It comes after another step.");
        if (copy.DueOn != due) differences.Add($"Due on {ReadableTime.Absolute(due)} instead of {ReadableTime.Absolute(copy.DueOn)}.");
        return differences;
    }

    private static string Cut(string text) => text.Length <= ChecklistOffer.MaxDetailLength ? text : text[..(ChecklistOffer.MaxDetailLength - 1)] + "…";

    private static string Fingerprint(OfferKind kind, StepContent step, DateOnly due)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{kind}|{step.Title}|{step.Words}|{step.Stage}|{step.Kind}|{step.ItemId}|{step.Target}|{step.SignOff}|{step.Minutes}|{(step as TemplateStep)?.AfterStepId}|{due:yyyy-MM-dd}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>Which steps of a template are for a person, by their teams and where these are.</summary>
public sealed class StepReach
{
    private readonly HashSet<int> _teams;
    private readonly HashSet<string> _regions;

    private StepReach(IEnumerable<int> teams, IEnumerable<string> regions) => (_teams, _regions) = ([.. teams], new(regions, StringComparer.OrdinalIgnoreCase));

    public static async Task<StepReach> OfAsync(HubDbContext database, int personId, CancellationToken cancellationToken)
    {
        var teams = await database.TeamMembers.AsNoTracking().Where(member => member.PersonId == personId).Select(member => new { member.TeamId, member.Team.Region }).ToListAsync(cancellationToken);
        return new StepReach(teams.Select(team => team.TeamId), teams.Select(team => team.Region).OfType<string>());
    }

    public bool Includes(TemplateStep step) => (step.OnlyTeamId is not { } team || _teams.Contains(team)) && (string.IsNullOrEmpty(step.OnlyRegion) || _regions.Contains(step.OnlyRegion));
}
