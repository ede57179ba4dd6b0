using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People.Teams;

/// <summary>How a change of a team ended.</summary>
/// <param name="Id">0 where there is no such team.</param>
/// <param name="Name">What it was called before; for a new one what it is called.</param>
/// <param name="Refusal">Why nothing was done; null when it was.</param>
public sealed record TeamOutcome(int Id, string Name, string? Refusal = null)
{
    /// <summary>Where it is now, when that is not where it was before; empty: nowhere in particular.</summary>
    public string? MovedTo { get; init; }

    public static TeamOutcome Missing { get; } = new(0, "", "There is no such team.");

    public bool IsDone => Refusal is null;
}

/// <summary>Begins a team, or gives one another name or region.</summary>
public sealed class SaveTeam(HubDbContext database, TimeProvider time)
{
    /// <param name="id">The team; null: a new one.</param>
    /// <param name="name">As typed.</param>
    /// <param name="region">As typed, empty for none; null leaves it as it is.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<TeamOutcome> RunAsync(int? id, string? name, string? region, int by, CancellationToken cancellationToken) =>
        database.InUnitAsync(token => StoreAsync(id, name?.Trim() ?? "", region, by, token), outcome => outcome.IsDone, cancellationToken);

    private async Task<TeamOutcome> StoreAsync(int? id, string name, string? region, int by, CancellationToken cancellationToken)
    {
        var team = id is { } known ? await database.Teams.FindAsync([known], cancellationToken) : null;
        if (id is not null && team is null) return TeamOutcome.Missing;
        if (await RefusalAsync(name, id ?? 0, cancellationToken) is { } refusal) return new TeamOutcome(id ?? 0, name, refusal);
        var (before, was) = (team?.Name, team?.Region ?? "");
        var place = region is null ? was : string.Join(' ', region.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (place.Length > Team.MaxRegionLength) return new TeamOutcome(id ?? 0, name, $"Shorten the region to {Team.MaxRegionLength} characters; it has {place.Length}.");
        team ??= database.Teams.Add(new Team { Name = name }).Entity;
        (team.Name, team.Region) = (name, place.Length == 0 ? null : place);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error))
        {
            // Two at the same moment: the unique name decides.
            return new TeamOutcome(id ?? 0, name, Taken(name));
        }

        var now = time.GetUtcNow();
        if (before is null) database.Record(now, by, "team.created", PersonAudit.Team, team.Id, name);
        else if (before != name || place == was) database.Record(now, by, "team.renamed", PersonAudit.Team, team.Id, $"{before} → {name}");
        if (place != was) database.Record(now, by, "team.moved", PersonAudit.Team, team.Id, $"{was} → {place}: {name}");
        await database.SaveChangesAsync(cancellationToken);
        return new TeamOutcome(team.Id, before ?? name) { MovedTo = place == was ? null : place };
    }

    private async Task<string?> RefusalAsync(string name, int id, CancellationToken cancellationToken)
    {
        if (name.Length == 0) return "Enter the team's name.";
        if (name.Length > Team.MaxNameLength) return $"Shorten the name to {Team.MaxNameLength} characters; it has {name.Length}.";
        if (name.Any(char.IsControl)) return "Take the line breaks and control characters out of the name.";
        var lower = name.ToLowerInvariant();
#pragma warning disable CA1304, CA1311 // The database lowers it, in its own collation; no culture of ours takes part.
        return await database.Teams.AnyAsync(team => team.Id != id && team.Name.ToLower() == lower, cancellationToken) ? Taken(name) : null;
#pragma warning restore CA1304, CA1311
    }

    private static string Taken(string name) => $"There is a team {name} already. Choose another name.";
}

/// <summary>Deletes a team that no item names as its audience; its people stay.</summary>
public sealed class RemoveTeam(HubDbContext database, PersonAccessCache access, TimeProvider time)
{
    public async Task<TeamOutcome> RunAsync(int id, int by, CancellationToken cancellationToken)
    {
        var outcome = await database.InUnitAsync(token => StoreAsync(id, by, token), removed => removed.IsDone, cancellationToken);
        if (outcome.IsDone) access.ForgetAll();
        return outcome;
    }

    /// <summary>What has to be changed before the team can go, as a sentence; null when nothing has.</summary>
    public async Task<string?> RefusalAsync(int id, string name, CancellationToken cancellationToken)
    {
        // Without its rows an item for this team alone would be open to everyone.
        var grant = Grants.ForTeam(id);
        var items = await database.ItemAudiences.CountAsync(audience => audience.Grant == grant, cancellationToken);
        if (items > 0) return $"{items} {(items == 1 ? "item names" : "items name")} {name} as audience. Change {(items == 1 ? "its" : "their")} audience first, then delete the team.";
        var steps = await database.TemplateSteps.CountAsync(step => step.OnlyTeamId == id, cancellationToken);
        return steps > 0 ? $"{steps} {(steps == 1 ? "step of onboarding is" : "steps of onboarding are")} only for {name}. Change {(steps == 1 ? "it" : "them")} under Onboarding, Checklists first, then delete the team." : null;
    }

    private async Task<TeamOutcome> StoreAsync(int id, int by, CancellationToken cancellationToken)
    {
        if (await database.Teams.FindAsync([id], cancellationToken) is not { } team) return TeamOutcome.Missing;

        if (await RefusalAsync(id, team.Name, cancellationToken) is { } refusal) return new TeamOutcome(id, team.Name, refusal);

        // What the group checked falls back to the owners.
        foreach (var item in await database.Items.Where(item => item.VerifierTeamId == id).ToListAsync(cancellationToken)) item.SetVerifier(null, null);
        database.Teams.Remove(team);
        database.Record(time.GetUtcNow(), by, "team.deleted", PersonAudit.Team, id, team.Name);
        await database.SaveChangesAsync(cancellationToken);
        return new TeamOutcome(id, team.Name);
    }
}
