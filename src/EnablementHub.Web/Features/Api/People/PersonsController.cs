using System.ComponentModel;
using EnablementHub.Features.Api.Idempotency;
using EnablementHub.Features.Api.Paging;
using EnablementHub.Features.People;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Api.People;

/// <summary>Who is in the hub, for administrators.</summary>
[Tags("People"), Authorize(Capability.ManagePeople)]
public sealed class PersonsController(PersonRows rows) : ApiControllerBase
{
    private const char ById = 'p';
    private const string NoSuchPerson = "There is no such person.";

    [HttpGet(Root + "/people"), EndpointSummary("List people"), ApiAnswers(400, 403)]
    [ProducesResponseType<ApiPage<PersonAnswer>>(200)]
    public async Task<IActionResult> List(
        [FromQuery, Description("Exactly this e-mail address.")] string? email,
        [FromQuery, Description("rep, expert, lead, manager or administrator.")] string? role,
        [FromQuery, Description("Number of a team.")] int? team,
        [FromQuery, Description("active, invited or disabled.")] string? state,
        [FromQuery, Description("1 to 200; 50 by default.")] int? limit,
        [FromQuery, Description("next of the page before.")] string? cursor,
        CancellationToken cancellationToken)
    {
        if (role is not null && !HubRoles.All.Contains(role)) return Refuse(ProblemAnswer.Invalid("role", $"role must be one of: {string.Join(", ", HubRoles.All)}."));
        if (state is not (null or PersonRows.Active or PersonRows.Invited or PersonRows.Disabled)) return Refuse(ProblemAnswer.Invalid("state", "state must be one of: active, invited, disabled."));
        if (limit is < 1 or > PageCursor.MaxLimit) return Refuse(ProblemAnswer.Invalid("limit", PageCursor.LimitRefusal));
        if (!PageCursor.TryRead(cursor, ById, out var after)) return Refuse(ProblemAnswer.Invalid("cursor", PageCursor.Refusal));
        var size = limit ?? PageCursor.DefaultLimit;
        var found = await rows.ListAsync(new PersonFilter(email, role, team, state), after?.First ?? 0, size, cancellationToken);
        return Ok(PageCursor.Cut(found, size, person => person, person => new PageCursor(ById, person.Id)));
    }

    [HttpGet(Root + "/people/{id:int}"), EndpointSummary("Read a person"), ApiAnswers(403, 404)]
    [ProducesResponseType<PersonAnswer>(200)]
    public async Task<IActionResult> Read(int id, CancellationToken cancellationToken) => await rows.FindAsync(id, cancellationToken) is { } person ? Ok(person) : Missing(NoSuchPerson);

    [HttpPost(Root + "/people"), EndpointSummary("Invite somebody"), ApiAnswers(400, 403, 409)]
    [EndpointDescription("They get a mail with a link to choose a password, unless sendMail is false.")]
    [ProducesResponseType<PersonAnswer>(201)]
    public Task<IActionResult> Invite([FromBody] NewPerson body, [FromServices] InvitePerson invite, [FromServices] IdempotentRequests requests, CancellationToken cancellationToken) => requests.RunAsync(HttpContext, body, async token =>
    {
        var details = new PersonDetails
        {
            Name = body.Name,
            Email = body.Email,
            Roles = [.. (body.Roles ?? [HubRoles.Rep]).Distinct(StringComparer.Ordinal)],
            TeamIds = [.. (body.TeamIds ?? []).Distinct()],
            TimeZone = body.TimeZone,
            StartedOn = body.StartedOn,
        };
        var outcome = await invite.RunAsync(details, User.PersonId(), body.SendMail != false, token);
        if (!outcome.IsDone) return Refuse(outcome);
        Response.Headers.Location = FormattableString.Invariant($"{Root}/people/{outcome.PersonId}");
        return StatusCode(StatusCodes.Status201Created, await rows.FindAsync(outcome.PersonId, token));
    }, cancellationToken);

    [HttpPatch(Root + "/people/{id:int}"), EndpointSummary("Change a person"), ApiAnswers(400, 403, 404, 409)]
    [EndpointDescription("What isn't sent stays. Roles and teams hold everywhere within five seconds.")]
    [ProducesResponseType<PersonAnswer>(200)]
    public async Task<IActionResult> Change(int id, [FromBody] PersonChange body, [FromServices] ChangePerson change, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(id, cancellationToken) is not { } known) return Missing(NoSuchPerson);
        var details = new PersonDetails
        {
            Name = body.Has("name") ? body.Name ?? "" : known.Name,
            Email = body.Has("email") ? body.Email ?? "" : known.Email,
            Roles = body.Has("roles") ? [.. (body.Roles ?? []).Distinct(StringComparer.Ordinal)] : known.Roles,
            TeamIds = body.Has("teamIds") ? [.. (body.TeamIds ?? []).Distinct()] : known.TeamIds,
            TimeZone = body.Has("timeZone") ? body.TimeZone : known.TimeZone,
            StartedOn = body.Has("startedOn") ? body.StartedOn : known.StartedOn,
        };
        var outcome = await change.RunAsync(id, details, User.PersonId(), cancellationToken);
        return outcome.IsDone ? Ok(await rows.FindAsync(id, cancellationToken)) : Refuse(outcome);
    }

    [HttpPost(Root + "/people/{id:int}/disable"), EndpointSummary("Close the hub to a person"), ApiAnswers(403, 404, 409)]
    [EndpointDescription("Their sessions and tokens end within five seconds; what they wrote stays.")]
    [ProducesResponseType<PersonAnswer>(200)]
    public Task<IActionResult> Disable(int id, [FromServices] DisablePerson disable, [FromServices] IdempotentRequests requests, CancellationToken cancellationToken) => SwitchAsync(id, disabled: true, disable, requests, cancellationToken);

    [HttpPost(Root + "/people/{id:int}/enable"), EndpointSummary("Open the hub to a person again"), ApiAnswers(403, 404, 409)]
    [ProducesResponseType<PersonAnswer>(200)]
    public Task<IActionResult> Enable(int id, [FromServices] DisablePerson disable, [FromServices] IdempotentRequests requests, CancellationToken cancellationToken) => SwitchAsync(id, disabled: false, disable, requests, cancellationToken);

    private Task<IActionResult> SwitchAsync(int id, bool disabled, DisablePerson disable, IdempotentRequests requests, CancellationToken cancellationToken) => requests.RunAsync(HttpContext, null, async token =>
    {
        if (await rows.FindAsync(id, token) is null) return Missing(NoSuchPerson);
        return await disable.RunAsync(id, disabled, User.PersonId(), token) is { } refusal
            ? Refuse(ProblemAnswer.Of(StatusCodes.Status409Conflict) with { Detail = refusal })
            : Ok(await rows.FindAsync(id, token));
    }, cancellationToken);

    private static ProblemResult Refuse(PersonOutcome outcome)
    {
        if (outcome.Refusals.Values.Contains(InvitePerson.Taken, StringComparer.Ordinal)) return Refuse(ProblemAnswer.Of(StatusCodes.Status409Conflict) with { Detail = InvitePerson.Taken });
        return Refuse(ProblemAnswer.Invalid(outcome.Refusals.ToDictionary(
            refusal => refusal.Key.Length == 0 ? "body" : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(refusal.Key), refusal => (IReadOnlyList<string>)[refusal.Value], StringComparer.Ordinal)));
    }
}
