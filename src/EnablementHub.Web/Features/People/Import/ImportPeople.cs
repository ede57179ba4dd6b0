using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Sessions.Passwords;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People.Import;

public enum ImportEffect
{
    Refused,
    Unchanged,
    Changed,
    New,
}

/// <summary>What a line would do, or did.</summary>
public sealed record ImportLine(int Number, string Email, string Name, ImportEffect Effect, string Sentence);

public sealed record ImportReport(IReadOnlyList<ImportLine> Lines, IReadOnlyList<string> NewTeams, string? Refusal, bool IsDone)
{
    public bool CanImport => Refusal is null && !IsDone && Lines.Count > 0 && Lines.All(line => line.Effect != ImportEffect.Refused);

    public int Count(ImportEffect effect) => Lines.Count(line => line.Effect == effect);
}

/// <summary>Adds and changes many people from a list: all of it in one transaction, or nothing when one line is wrong.</summary>
public sealed class ImportPeople(HubDbContext database, UserManager<Person> people, PasswordLinks links, PersonAccessCache access, TimeProvider time)
{
    /// <param name="text">The list; see <see cref="PeopleCsv"/>.</param>
    /// <param name="save">False: only report what it would do.</param>
    /// <param name="mail">Mail an invitation to those who are new.</param>
    /// <param name="by">Who imports.</param>
    /// <param name="cancellationToken">Stops the work; then nothing is saved.</param>
    public async Task<ImportReport> RunAsync(string text, bool save, bool mail, int? by, CancellationToken cancellationToken)
    {
        var (lines, refusal) = PeopleCsv.Read(text);
        if (refusal is not null) return new ImportReport([], [], refusal, IsDone: false);
        var imported = await database.InUnitAsync(token => ImportAsync(lines, save, mail, by, token), done => done.IsDone, cancellationToken);
        if (imported.IsDone) access.ForgetAll();
        return imported;
    }

    private async Task<ImportReport> ImportAsync(IReadOnlyList<PeopleCsvLine> lines, bool save, bool mail, int? by, CancellationToken cancellationToken)
    {
        var work = await LoadAsync(lines, cancellationToken);
        var report = lines.Select(line => Apply(line, work)).ToList();
        if (report.TrueForAll(line => line.Effect != ImportEffect.Refused) && await LosesLastAdministratorAsync(work, cancellationToken))
            return new ImportReport(report, work.NewTeams, PeopleRules.LastAdministrator, IsDone: false);
        var result = new ImportReport(report, work.NewTeams, null, IsDone: false);
        if (!save || !result.CanImport) return result;

        await database.SaveChangesAsync(cancellationToken);
        foreach (var row in work.Rows.Values.Where(row => row.IsNew || row.RolesChanged))
        {
            database.UserRoles.RemoveRange(work.Links.Where(link => link.UserId == row.Person.Id));
            database.UserRoles.AddRange(row.Roles.Select(role => new IdentityUserRole<int> { UserId = row.Person.Id, RoleId = work.RoleIds[role] }));
        }

        foreach (var row in work.Rows.Values)
        {
            if (row.TeamNames is { } names) row.Person.SetTeams(names.Select(name => work.Teams[name].Id));
            if (row.IsNew && mail) links.WriteInvitation(database, row.Person);
        }

        database.Record(time.GetUtcNow(), by, "people.imported", PersonAudit.Person, null,
            $"{result.Count(ImportEffect.New)} new, {result.Count(ImportEffect.Changed)} changed: {string.Join(", ", report.Where(line => line.Effect is ImportEffect.New or ImportEffect.Changed).Select(line => line.Email))}");
        await database.SaveChangesAsync(cancellationToken);
        return result with { IsDone = true };
    }

    private async Task<Work> LoadAsync(IReadOnlyList<PeopleCsvLine> lines, CancellationToken cancellationToken)
    {
        var emails = lines.Select(line => people.NormalizeEmail(line.Email)!).Distinct(StringComparer.Ordinal).ToList();
        var known = await database.Users.Include(person => person.Teams).Where(person => emails.Contains(person.NormalizedEmail!)).ToListAsync(cancellationToken);
        var ids = known.Select(person => person.Id).ToList();
        var roles = await database.Roles.ToDictionaryAsync(role => role.Name!, role => role.Id, StringComparer.Ordinal, cancellationToken);
        var names = roles.ToDictionary(role => role.Value, role => role.Key);
        var roleLinks = await database.UserRoles.Where(link => ids.Contains(link.UserId)).ToListAsync(cancellationToken);
        var work = new Work(roles, await database.Teams.ToDictionaryAsync(team => team.Name, StringComparer.OrdinalIgnoreCase, cancellationToken), roleLinks);
        foreach (var person in known)
            work.Rows[person.NormalizedEmail!] = new Row(person, IsNew: false) { Roles = [.. roleLinks.Where(link => link.UserId == person.Id).Select(link => names[link.RoleId])] };
        return work;
    }

    private ImportLine Apply(PeopleCsvLine line, Work work)
    {
        var email = people.NormalizeEmail(line.Email)!;
        var known = work.Rows.GetValueOrDefault(email);
        if (!work.Seen.Add(email)) return Refuse("This e-mail address stands in the list twice.");
        DateOnly? started = DateOnly.TryParseExact(line.Started, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var details = new PersonDetails
        {
            Name = line.Name.Length == 0 && known is not null ? known.Person.DisplayName : line.Name,
            Email = line.Email,
            Roles = line.Roles.Count > 0 ? line.Roles : known?.Roles is { Count: > 0 } has ? has : [HubRoles.Rep],
            TeamIds = [],
            TimeZone = line.TimeZone.Length > 0 ? line.TimeZone : known?.Person.TimeZone,
            StartedOn = started ?? known?.Person.StartedOn,
        };
        var refusals = details.Refusals().Values.ToList();
        if (started is null && line.Started.Length > 0) refusals.Add($"Write the first day like 2026-03-02, not \"{PersonDetails.Shorten(line.Started)}\".");
        if (refusals.Count > 0) return Refuse(string.Join(' ', refusals));
        if (line.Teams.FirstOrDefault(team => team.Length > Team.MaxNameLength || team.Any(char.IsControl)) is { } wrong) return Refuse($"A team's name has at most {Team.MaxNameLength} characters: \"{PersonDetails.Shorten(wrong)}\".");
        foreach (var team in line.Teams.Where(team => !work.Teams.ContainsKey(team)))
        {
            work.Teams[team] = database.Teams.Add(new Team { Name = team }).Entity;
            work.NewTeams.Add(team);
        }

        return known is null ? Add(line, details, work, email) : Change(line, details, work, known);

        ImportLine Refuse(string sentence) => new(line.Number, line.Email, line.Name, ImportEffect.Refused, sentence);
    }

    private ImportLine Add(PeopleCsvLine line, PersonDetails details, Work work, string email)
    {
        var person = InvitePerson.Create(details, people, time.GetUtcNow());
        database.Users.Add(person);
        work.Rows[email] = new Row(person, IsNew: true) { Roles = details.Roles, TeamNames = line.Teams };
        return new ImportLine(line.Number, line.Email, details.Name, ImportEffect.New, string.Join(", ", details.Roles.Concat(line.Teams)));
    }

    private static ImportLine Change(PeopleCsvLine line, PersonDetails details, Work work, Row known)
    {
        var changes = new List<string>();
        var person = known.Person;
        if (person.DisplayName != details.Name.Trim()) changes.Add($"name {person.DisplayName} → {details.Name.Trim()}");
        if (!known.Roles.ToHashSet(StringComparer.Ordinal).SetEquals(details.Roles))
        {
            changes.Add($"roles {string.Join(", ", known.Roles)} → {string.Join(", ", details.Roles)}");
            known.RolesChanged = true;
            known.HadAdministrator = known.Roles.Contains(HubRoles.Administrator);
            known.Roles = details.Roles;
        }

        var before = person.Teams.Select(member => work.Teams.Values.First(team => team.Id == member.TeamId).Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (line.Teams.Count > 0 && !before.SetEquals(line.Teams))
        {
            changes.Add($"teams {string.Join(", ", before)} → {string.Join(", ", line.Teams)}");
            known.TeamNames = line.Teams;
        }

        if (person.TimeZone != details.TimeZone) changes.Add($"time zone {details.TimeZone}");
        if (person.StartedOn != details.StartedOn) changes.Add($"first day {details.StartedOn:yyyy-MM-dd}");
        person.DisplayName = details.Name.Trim();
        person.TimeZone = details.TimeZone;
        person.StartedOn = details.StartedOn;
        return new ImportLine(line.Number, line.Email, details.Name, changes.Count == 0 ? ImportEffect.Unchanged : ImportEffect.Changed, string.Join("; ", changes));
    }

    private Task<bool> LosesLastAdministratorAsync(Work work, CancellationToken cancellationToken)
    {
        var demoted = work.Rows.Values.Where(row => row.HadAdministrator && !row.Roles.Contains(HubRoles.Administrator)).Select(row => row.Person.Id).ToList();
        return demoted.Count == 0 ? Task.FromResult(false) : LosesAsync();

        async Task<bool> LosesAsync() => !await PeopleRules.HasOtherAdministratorAsync(database, demoted, cancellationToken);
    }

    private sealed record Work(Dictionary<string, int> RoleIds, Dictionary<string, Team> Teams, List<IdentityUserRole<int>> Links)
    {
        public Dictionary<string, Row> Rows { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);
        public List<string> NewTeams { get; } = [];
    }

    private sealed record Row(Person Person, bool IsNew)
    {
        public required IReadOnlyList<string> Roles { get; set; }
        public IReadOnlyList<string>? TeamNames { get; set; }
        public bool RolesChanged { get; set; }
        public bool HadAdministrator { get; set; }
    }
}
