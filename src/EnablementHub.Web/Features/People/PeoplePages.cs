namespace EnablementHub.Features.People;

/// <summary>What the list of people is narrowed by.</summary>
public sealed record PeopleFilter
{
    public const string Active = "active";
    public const string Invited = "invited";
    public const string Disabled = "disabled";

    public string? Q { get; init; }
    public string? Role { get; init; }
    public int? Team { get; init; }
    public string? Status { get; init; }
    public int Page { get; init; } = 1;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Q) && Role is null or "" && Team is null && Status is null or "";
}

public sealed record PersonRow(int Id, string Name, string Email, IReadOnlyList<string> Roles, IReadOnlyList<string> Teams, bool IsDisabled, bool IsInvited, DateTimeOffset? LastSeenAt);

public sealed record TeamRow(int Id, string Name, int Members, int Items, string Region = "");

public sealed record PeoplePage
{
    public required PeopleFilter Filter { get; init; }
    public required IReadOnlyList<PersonRow> People { get; init; }
    public required IReadOnlyList<TeamRow> Teams { get; init; }
    public required int Total { get; init; }
    public required int Pages { get; init; }
}

/// <summary>The form of one person, new or known, as it was typed.</summary>
public sealed record PersonForm
{
    public int Id { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string[] Roles { get; init; } = [];
    public int[] TeamIds { get; init; } = [];
    public string? TimeZone { get; init; }
    public string? StartedOn { get; init; }
}

public sealed record PersonPage
{
    public required PersonForm Form { get; init; }
    public required IReadOnlyList<TeamRow> Teams { get; init; }
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public bool IsDisabled { get; init; }
    public bool IsInvited { get; init; }
    public int Sessions { get; init; }
    public bool IsNew => Form.Id == 0;

    public string? Error(string field) => Errors.GetValueOrDefault(field);
}
