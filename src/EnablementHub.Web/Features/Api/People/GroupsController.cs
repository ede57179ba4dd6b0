using EnablementHub.Features.Api.Idempotency;
using EnablementHub.Features.People;
using EnablementHub.Features.People.Teams;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Api.People;

/// <summary>Teams, for administrators.</summary>
[Tags("People"), Authorize(Capability.ManagePeople)]
public sealed class GroupsController(PeopleQueries queries) : ApiControllerBase
{
    [HttpGet(Root + "/teams"), EndpointSummary("List teams"), ApiAnswers(403)]
    [ProducesResponseType<IReadOnlyList<TeamAnswer>>(200)]
    public async Task<IActionResult> List(CancellationToken cancellationToken) =>
        Ok((await queries.TeamsAsync(cancellationToken)).Select(team => new TeamAnswer(team.Id, team.Name, team.Members)).ToList());

    [HttpPost(Root + "/teams"), EndpointSummary("Begin a team"), ApiAnswers(400, 403, 409)]
    [ProducesResponseType<TeamAnswer>(201)]
    public Task<IActionResult> Create([FromBody] TeamBody body, [FromServices] SaveTeam save, [FromServices] IdempotentRequests requests, CancellationToken cancellationToken) =>
        requests.RunAsync(HttpContext, body, token => SaveAsync(null, body, save, StatusCodes.Status201Created, token), cancellationToken);

    [HttpPatch(Root + "/teams/{id:int}"), EndpointSummary("Rename a team"), ApiAnswers(400, 403, 404)]
    [ProducesResponseType<TeamAnswer>(200)]
    public Task<IActionResult> Rename(int id, [FromBody] TeamBody body, [FromServices] SaveTeam save, CancellationToken cancellationToken) => SaveAsync(id, body, save, StatusCodes.Status200OK, cancellationToken);

    [HttpDelete(Root + "/teams/{id:int}"), EndpointSummary("Delete a team"), ApiAnswers(403, 404, 409)]
    [EndpointDescription("Its people stay. A team that items name as their audience can't go.")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Remove(int id, [FromServices] RemoveTeam remove, CancellationToken cancellationToken)
    {
        var outcome = await remove.RunAsync(id, User.PersonId(), cancellationToken);
        if (outcome == TeamOutcome.Missing) return Missing(outcome.Refusal!);
        return outcome.IsDone ? NoContent() : Refuse(ProblemAnswer.Of(StatusCodes.Status409Conflict) with { Detail = outcome.Refusal! });
    }

    private async Task<IActionResult> SaveAsync(int? id, TeamBody body, SaveTeam save, int status, CancellationToken cancellationToken)
    {
        var outcome = await save.RunAsync(id, body.Name, region: null, User.PersonId(), cancellationToken);
        if (outcome == TeamOutcome.Missing) return Missing(outcome.Refusal!);
        if (!outcome.IsDone) return Refuse(ProblemAnswer.Invalid("name", outcome.Refusal!));
        return StatusCode(status, (await queries.TeamsAsync(cancellationToken)).Where(team => team.Id == outcome.Id).Select(team => new TeamAnswer(team.Id, team.Name, team.Members)).Single());
    }
}
