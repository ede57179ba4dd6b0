using EnablementHub.Data;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People.Teams;

public sealed record TeamsPage
{
    public required IReadOnlyList<TeamRow> Teams { get; init; }

    /// <summary>What was typed for the team with this number; 0: for a new one.</summary>
    public int TypedFor { get; init; }

    public string? Typed { get; init; }
    public string? Error { get; init; }
}

/// <summary>Teams group people for audiences and for their managers.</summary>
[Authorize(Capability.ManagePeople)]
public sealed class TeamsController(HubDbContext database, PeopleQueries queries, PersonAccessCache access, TimeProvider time) : Controller
{
    [HttpGet("/people/teams")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(new TeamsPage { Teams = await queries.TeamsAsync(cancellationToken) });

    [HttpPost("/people/teams")]
    public async Task<IActionResult> Create([FromForm] string? name, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(name, 0, cancellationToken) is { } refusal) return await RefuseAsync(0, name, refusal, cancellationToken);
        var isCreated = await database.InUnitAsync(
            async token =>
            {
                var team = database.Teams.Add(new Team { Name = name!.Trim() }).Entity;
                if (!await SavedAsync(token)) return false;
                Record("team.created", team);
                await database.SaveChangesAsync(token);
                return true;
            },
            saved => saved,
            cancellationToken);
        return isCreated ? Done($"The team {name!.Trim()} is there. Put people into it on their pages.") : await RefuseAsync(0, name, Taken(name), cancellationToken);
    }

    [HttpPost("/people/teams/{id:int}")]
    public async Task<IActionResult> Rename(int id, [FromForm] string? name, [FromForm] string? region, CancellationToken cancellationToken)
    {
        if (await database.Teams.FindAsync([id], cancellationToken) is not { } team) return NotFound();
        if (await RefusalAsync(name, id, cancellationToken) is { } refusal) return await RefuseAsync(id, name, refusal, cancellationToken);
        // An emptied field is bound as nothing, like one that wasn't sent.
        var place = region is null && !Request.Form.ContainsKey(nameof(region)) ? team.Region ?? "" : string.Join(' ', (region ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (place.Length > Team.MaxRegionLength) return await RefuseAsync(id, name, $"Shorten the region to {Team.MaxRegionLength} characters; it has {place.Length}.", cancellationToken);
        var (before, was) = (team.Name, team.Region ?? "");
        (team.Name, team.Region) = (name!.Trim(), place.Length == 0 ? null : place);
        if (before != team.Name || place == was) Record("team.renamed", team, $"{before} → ");
        if (place != was) Record("team.moved", team, $"{was} → {place}: ");
        if (!await SavedAsync(cancellationToken)) return await RefuseAsync(id, name, Taken(name), cancellationToken);
        return Done(place != was ? $"{team.Name} is saved{(place.Length == 0 ? ", in no region" : $", in the region {place}")}." : $"{before} is now called {team.Name}.");
    }

    [HttpGet("/people/teams/{id:int}/delete")]
    public async Task<IActionResult> ConfirmDeleting(int id, CancellationToken cancellationToken)
    {
        if ((await queries.TeamsAsync(cancellationToken)).SingleOrDefault(row => row.Id == id) is not { } team) return NotFound();
        if (team.Items > 0) return await RefuseAsync(id, team.Name, StillAudience(team.Name, team.Items), cancellationToken);
        if (await StepsAsync(id, cancellationToken) is var steps and > 0) return await RefuseAsync(id, team.Name, StillInSteps(team.Name, steps), cancellationToken);
        return View("Confirm", new ConfirmPage
        {
            Title = $"Delete the team {team.Name}?",
            Consequences =
            [
                team.Members == 0 ? new("Nobody is in it.") : new(team.Members == 1 ? "1 person leaves it, and stays in the hub." : $"{team.Members} people leave it, and stay in the hub.", FormattableString.Invariant($"/people?team={id}")),
                new("No item names it as audience, so nobody sees more or less than before."),
                new("It can't be brought back: a new team of the same name begins empty."),
            ],
            ButtonLabel = $"Delete {team.Name}",
            ActionHref = FormattableString.Invariant($"/people/teams/{id}/delete"),
            BackHref = "/people/teams",
            BackLabel = "Teams",
        });
    }

    [HttpPost("/people/teams/{id:int}/delete")]
    public async Task<IActionResult> Delete(int id, CancellationToken cancellationToken)
    {
        var (name, items, steps) = await database.InUnitAsync(token => RemoveAsync(id, token), outcome => outcome is { Name: not null, Items: 0, Steps: 0 }, cancellationToken);
        if (name is null) return NotFound();
        if (steps > 0) return await RefuseAsync(id, name, StillInSteps(name, steps), cancellationToken);
        if (items > 0) return await RefuseAsync(id, name, StillAudience(name, items), cancellationToken);
        access.ForgetAll();
        return Done($"The team {name} is deleted; its people stay.");
    }

    /// <returns>The team's name, null when there is none, and how many items and onboarding steps still name it: then it stays.</returns>
    private async Task<(string? Name, int Items, int Steps)> RemoveAsync(int id, CancellationToken cancellationToken)
    {
        if (await database.Teams.FindAsync([id], cancellationToken) is not { } team) return (null, 0, 0);

        // Without its rows an item for this team alone would be open to everyone.
        var grant = Grants.ForTeam(id);
        var items = await database.ItemAudiences.CountAsync(audience => audience.Grant == grant, cancellationToken);
        if (items > 0) return (team.Name, items, 0);
        if (await StepsAsync(id, cancellationToken) is var steps and > 0) return (team.Name, 0, steps);

        // What the group checked falls back to the owners.
        foreach (var item in await database.Items.Where(item => item.VerifierTeamId == id).ToListAsync(cancellationToken)) item.SetVerifier(null, null);
        database.Teams.Remove(team);
        Record("team.deleted", team);
        await database.SaveChangesAsync(cancellationToken);
        return (team.Name, 0, 0);
    }

    private async Task<string?> RefusalAsync(string? name, int id, CancellationToken cancellationToken)
    {
        var trimmed = name?.Trim() ?? "";
        if (trimmed.Length == 0) return "Enter the team's name.";
        if (trimmed.Length > Team.MaxNameLength) return $"Shorten the name to {Team.MaxNameLength} characters; it has {trimmed.Length}.";
        if (trimmed.Any(char.IsControl)) return "Take the line breaks and control characters out of the name.";
        var lower = trimmed.ToLowerInvariant();
#pragma warning disable CA1304, CA1311 // The database lowers it, in its own collation; no culture of ours takes part.
        return await database.Teams.AnyAsync(team => team.Id != id && team.Name.ToLower() == lower, cancellationToken) ? Taken(trimmed) : null;
#pragma warning restore CA1304, CA1311
    }

    private async Task<bool> SavedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error))
        {
            // Two at the same moment: the unique name decides.
            database.ChangeTracker.Clear();
            return false;
        }
    }

    private static string StillAudience(string name, int items) =>
        $"{items} {(items == 1 ? "item names" : "items name")} {name} as audience. Change {(items == 1 ? "its" : "their")} audience first, then delete the team.";

    private Task<int> StepsAsync(int id, CancellationToken cancellationToken) => database.TemplateSteps.CountAsync(step => step.OnlyTeamId == id, cancellationToken);

    private static string StillInSteps(string name, int steps) =>
        $"{steps} {(steps == 1 ? "step of onboarding is" : "steps of onboarding are")} only for {name}. Change {(steps == 1 ? "it" : "them")} under Onboarding, Checklists first, then delete the team.";

    private static string Taken(string? name) => $"There is a team {name?.Trim()} already. Choose another name.";

    private void Record(string action, Team team, string detail = "") => database.Record(time.GetUtcNow(), User.PersonId(), action, PersonAudit.Team, team.Id, detail + team.Name);

    private RedirectToActionResult Done(string sentence)
    {
        Flash.Say(TempData, new Flash(sentence));
        return RedirectToAction(nameof(Index));
    }

    private async Task<IActionResult> RefuseAsync(int id, string? typed, string sentence, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View(nameof(Index), new TeamsPage { Teams = await queries.TeamsAsync(cancellationToken), TypedFor = id, Typed = typed, Error = sentence });
    }
}
