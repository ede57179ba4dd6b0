using System.Net.Mail;
using EnablementHub.Data;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People;

/// <summary>What an administrator says about a person, from a form, a file or the command line.</summary>
public sealed record PersonDetails
{
    public const int MaxEmailLength = 256;

    public required string Name { get; init; }
    public required string Email { get; init; }
    public required IReadOnlyList<string> Roles { get; init; }
    public required IReadOnlyList<int> TeamIds { get; init; }
    public string? TimeZone { get; init; }
    public DateOnly? StartedOn { get; init; }

    /// <summary>Sentences by field name; empty when everything is right.</summary>
    public IReadOnlyDictionary<string, string> Refusals()
    {
        var refusals = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(nameof(Name), NameRefusal(Name));
        Add(nameof(Email), EmailRefusal(Email));
        Add(nameof(Roles), RolesRefusal(Roles));
        Add(nameof(TimeZone), TimeZoneRefusal(TimeZone));
        Add(nameof(StartedOn), StartedOn is { Year: < 1950 or > 2100 } ? "Give the first working day as a date between 1950 and 2100." : null);
        return refusals;

        void Add(string field, string? sentence)
        {
            if (sentence is not null) refusals[field] = sentence;
        }
    }

    public static string? NameRefusal(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return "Enter a name.";
        if (name.Trim().Length > Person.MaxNameLength) return $"Shorten the name to {Person.MaxNameLength} characters; it has {name.Trim().Length}.";
        return name.Any(char.IsControl) ? "Take the line breaks and control characters out of the name." : null;
    }

    public static string? EmailRefusal(string? email)
    {
        if (string.IsNullOrWhiteSpace(email)) return "Enter an e-mail address.";
        var trimmed = email.Trim();
        if (trimmed.Length > MaxEmailLength) return $"Shorten the e-mail address to {MaxEmailLength} characters; it has {trimmed.Length}.";
        var plain = !trimmed.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or '"' or ',' or ';');
        return plain && MailAddress.TryCreate(trimmed, out var address) && address.Address == trimmed && address.Host.Length > 0
            ? null
            : "That is no e-mail address. Write it like name@company.com.";
    }

    public static string? RolesRefusal(IReadOnlyList<string> roles)
    {
        if (roles.Count == 0) return "Choose at least one role.";
        return roles.FirstOrDefault(role => !HubRoles.All.Contains(role, StringComparer.Ordinal)) is { } unknown
            ? $"There is no role \"{Shorten(unknown)}\". The roles are {string.Join(", ", HubRoles.All)}."
            : null;
    }

    public static string? TimeZoneRefusal(string? zone) =>
        string.IsNullOrEmpty(zone) || (zone.Length <= 60 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            ? null
            : $"There is no time zone \"{Shorten(zone)}\". Use a name such as Europe/Berlin or America/New_York.";

    internal static string Shorten(string text) => text.Length > 60 ? text[..60] + "…" : text;
}

/// <summary>What stays true of the people as a whole, whoever changes them.</summary>
internal static class PeopleRules
{
    public const string LastAdministrator = "That would leave the hub without an administrator. Give someone else the role first.";

    /// <summary>Whether somebody but these could still manage people: enabled, and with a password.</summary>
    public static Task<bool> HasOtherAdministratorAsync(HubDbContext database, IReadOnlyCollection<int> exceptIds, CancellationToken cancellationToken) =>
        WithRole(database, HubRoles.Administrator).AnyAsync(person => person.DisabledAt == null && person.PasswordHash != null && !exceptIds.Contains(person.Id), cancellationToken);

    public static IQueryable<Person> WithRole(HubDbContext database, string role) =>
        database.Users.Where(person => database.UserRoles.Any(link => link.UserId == person.Id && database.Roles.Any(row => row.Id == link.RoleId && row.Name == role)));

    public static async Task SetRolesAsync(HubDbContext database, int personId, IReadOnlyCollection<string> roles, CancellationToken cancellationToken)
    {
        var ids = await database.Roles.Where(role => roles.Contains(role.Name!)).Select(role => role.Id).ToListAsync(cancellationToken);
        var links = await database.UserRoles.Where(link => link.UserId == personId).ToListAsync(cancellationToken);
        database.UserRoles.RemoveRange(links.Where(link => !ids.Contains(link.RoleId)));
        database.UserRoles.AddRange(ids.Where(id => links.TrueForAll(link => link.RoleId != id)).Select(id => new IdentityUserRole<int> { UserId = personId, RoleId = id }));
    }
}

/// <summary>How a change of a person ended: their number, or a sentence for each field that is wrong ("" for the whole).</summary>
public sealed record PersonOutcome(int PersonId, IReadOnlyDictionary<string, string> Refusals)
{
    public bool IsDone => Refusals.Count == 0;

    public static PersonOutcome Done(int personId) => new(personId, new Dictionary<string, string>(StringComparer.Ordinal));

    public static PersonOutcome Refused(string field, string sentence) => new(0, new Dictionary<string, string>(StringComparer.Ordinal) { [field] = sentence });
}
