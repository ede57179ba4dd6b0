using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EnablementHub.Features.Api.Bodies;
using EnablementHub.Features.People;

namespace EnablementHub.Features.Api.People;

/// <param name="State">active, invited (has no password yet) or disabled.</param>
/// <param name="Roles">Of rep, expert, lead, manager, administrator.</param>
/// <param name="TimeZone">IANA name; null: the organisation's.</param>
/// <param name="StartedOn">First working day.</param>
public sealed record PersonAnswer(int Id, string Name, string Email, string State, IReadOnlyList<string> Roles, IReadOnlyList<int> TeamIds, string? TimeZone, DateOnly? StartedOn, DateTimeOffset CreatedAt);

/// <summary>Somebody who is invited.</summary>
public sealed record NewPerson : ApiBody
{
    [MaxLength(Person.MaxNameLength)]
    public required string Name { get; init; }

    [MaxLength(PersonDetails.MaxEmailLength)]
    public required string Email { get; init; }

    [OneOf("rep", "expert", "lead", "manager", "administrator"), Description("rep by default.")]
    public IReadOnlyList<string>? Roles { get; init; }
    public IReadOnlyList<int>? TeamIds { get; init; }

    [Description("IANA name, such as Europe/Berlin; left out: the organisation's.")]
    public string? TimeZone { get; init; }

    [Description("First working day.")]
    public DateOnly? StartedOn { get; init; }

    [Description("Whether the mail with the link to choose a password goes out; true by default.")]
    public bool? SendMail { get; init; }
}

/// <summary>A change of a person: what isn't sent stays, null empties.</summary>
public sealed record PersonChange : ApiBody
{
    [MaxLength(Person.MaxNameLength)]
    public string? Name { get; init; }

    [MaxLength(PersonDetails.MaxEmailLength)]
    public string? Email { get; init; }

    [OneOf("rep", "expert", "lead", "manager", "administrator")]
    public IReadOnlyList<string>? Roles { get; init; }
    public IReadOnlyList<int>? TeamIds { get; init; }

    [Description("IANA name, such as Europe/Berlin; null: the organisation's.")]
    public string? TimeZone { get; init; }

    [Description("First working day.")]
    public DateOnly? StartedOn { get; init; }
}

public sealed record TeamAnswer(int Id, string Name, int Members);

/// <summary>A team's name.</summary>
public sealed record TeamBody : ApiBody
{
    [MaxLength(Team.MaxNameLength)]
    public required string Name { get; init; }
}
