using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

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
public sealed class TeamsController(PeopleQueries queries, SaveTeam save, RemoveTeam remove) : Controller
{
    [HttpGet("/people/teams")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(new TeamsPage { Teams = await queries.TeamsAsync(cancellationToken) });

    [HttpPost("/people/teams")]
    public async Task<IActionResult> Create([FromForm] string? name, CancellationToken cancellationToken)
    {
        var outcome = await save.RunAsync(null, name, region: null, User.PersonId(), cancellationToken);
        return outcome.Refusal is { } refusal ? await RefuseAsync(0, name, refusal, cancellationToken) : Done($"The team {outcome.Name} is there. Put people into it on their pages.");
    }

    [HttpPost("/people/teams/{id:int}")]
    public async Task<IActionResult> Rename(int id, [FromForm] string? name, [FromForm] string? region, CancellationToken cancellationToken)
    {
        // An emptied field is bound as nothing, like one that wasn't sent.
        var place = region ?? (Request.Form.ContainsKey(nameof(region)) ? "" : null);
        var outcome = await save.RunAsync(id, name, place, User.PersonId(), cancellationToken);
        if (outcome.Id == 0) return NotFound();
        if (outcome.Refusal is { } refusal) return await RefuseAsync(id, name, refusal, cancellationToken);
        return Done(outcome.MovedTo is { } now ? $"{name!.Trim()} is saved{(now.Length == 0 ? ", in no region" : $", in the region {now}")}." : $"{outcome.Name} is now called {name!.Trim()}.");
    }

    [HttpGet("/people/teams/{id:int}/delete")]
    public async Task<IActionResult> ConfirmDeleting(int id, CancellationToken cancellationToken)
    {
        if ((await queries.TeamsAsync(cancellationToken)).SingleOrDefault(row => row.Id == id) is not { } team) return NotFound();
        if (await remove.RefusalAsync(id, team.Name, cancellationToken) is { } refusal) return await RefuseAsync(id, team.Name, refusal, cancellationToken);
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
        var outcome = await remove.RunAsync(id, User.PersonId(), cancellationToken);
        if (outcome.Id == 0) return NotFound();
        return outcome.Refusal is { } refusal ? await RefuseAsync(id, outcome.Name, refusal, cancellationToken) : Done($"The team {outcome.Name} is deleted; its people stay.");
    }

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
