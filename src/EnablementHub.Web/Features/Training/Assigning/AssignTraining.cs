using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Assigning;

/// <summary>An assignment's fields as they were typed.</summary>
public sealed record AssignForm
{
    /// <summary>For example <c>course:3</c>.</summary>
    public string? Target { get; init; }

    /// <summary>people, team, everyone or joiners.</summary>
    public string? Who { get; init; }
    public string? TeamId { get; init; }

    /// <summary>Mail addresses with spaces, commas or line breaks between.</summary>
    public string? People { get; init; }
    public string? DueOn { get; init; }

    /// <summary>For joiners.</summary>
    public string? DueAfterDays { get; init; }
    public string? Again { get; init; }
    public string? Mandatory { get; init; }
    public string? Note { get; init; }
}

/// <param name="Given">People who have it now.</param>
/// <param name="Done">Of those, who had learned it before.</param>
/// <param name="HadIt">People who had it open already, with a day of their own.</param>
public sealed record AssignResult(WriteResult Write, int Given = 0, int Done = 0, int HadIt = 0)
{
    public static implicit operator AssignResult(WriteResult write) => new(write);
}

/// <summary>Assigns something to people, a team, everybody, or whoever joins a team. The rows are written in the database itself, so ten thousand people cost a few questions.</summary>
public sealed class AssignTraining(HubDbContext database, LearningTargets targets, GiveTraining give, OrganisationClock clock)
{
    public const int MaxAddresses = 10_000;
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ';'];

    public async Task<AssignResult> RunAsync(AssignForm form, Viewer assigner, CancellationToken cancellationToken = default)
    {
        var (values, problems) = await ReadAsync(form, assigner, cancellationToken);
        if (values is null) return WriteResult.Invalid(problems);
        try
        {
            return await database.InUnitAsync(token => StoreAsync(values, assigner, token), result => result.Write.Succeeded, cancellationToken);
        }
        catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error))
        {
            return WriteResult.Invalid("", "Somebody assigned the same to some of these people at this moment. Assign it once more.");
        }
    }

    private async Task<AssignResult> StoreAsync(Values values, Viewer assigner, CancellationToken cancellationToken)
    {
        var assignment = new Assignment
        {
            TargetKind = values.Target.Kind,
            TargetId = values.Target.Id,
            Title = values.Target.Title.Length > Assignment.MaxTitleLength ? values.Target.Title[..Assignment.MaxTitleLength] : values.Target.Title,
            Scope = values.Scope,
            TeamId = values.TeamId,
            DueOn = values.DueOn,
            DueAfterDays = values.DueAfterDays,
            CountsEarlier = values.CountsEarlier,
            IsMandatory = values.IsMandatory,
            Note = values.Note,
            CreatedAt = clock.Now,
            CreatedById = assigner.PersonId,
        };
        database.Add(assignment);
        await database.SaveChangesAsync(cancellationToken);
        if (values.Scope == AssignmentScope.Joiners)
        {
            await give.ExemptMembersAsync(assignment, cancellationToken);
            return await LogAsync(assignment, new AssignResult(new WriteResult(WriteOutcome.Done, assignment.Id)), cancellationToken);
        }

        var wanted = await give.CountAsync(assignment, values.People, cancellationToken);
        var given = await give.RunAsync(assignment, values.DueOn!.Value, values.People, cancellationToken);
        if (given == 0)
        {
            return WriteResult.Invalid(values.Scope == AssignmentScope.Team ? "TeamId" : values.Scope == AssignmentScope.People ? "People" : "Who",
                wanted == 0 ? "Nobody is there who could get it." : "All of them have it open already.");
        }

        var done = await give.TickEarlierAsync(assignment, cancellationToken);
        return await LogAsync(assignment, new AssignResult(new WriteResult(WriteOutcome.Done, assignment.Id), given, done, wanted - given), cancellationToken);
    }

    private async Task<AssignResult> LogAsync(Assignment assignment, AssignResult result, CancellationToken cancellationToken)
    {
        database.LogAudit(assignment.CreatedById, "training.assigned", "training-assignment", assignment.Id, clock.Now, string.Create(CultureInfo.InvariantCulture, $"{assignment.Title}, {result.Given} people"));
        await database.SaveChangesAsync(cancellationToken);
        return result;
    }

    private async Task<(Values? Values, IReadOnlyList<FieldProblem> Problems)> ReadAsync(AssignForm form, Viewer assigner, CancellationToken cancellationToken)
    {
        var problems = new List<FieldProblem>();
        LearningTarget? target = null;
        if (!LearningKey.TryRead(form.Target, out var key)) problems.Add(new("Target", "Choose what they are to learn: type a few letters of its title and take it from the list."));
        else if ((target = (await targets.FindAsync([key], cancellationToken)).GetValueOrDefault(key)) is null) problems.Add(new("Target", "There is nothing with that number. Choose it from the titles that are offered."));
        else if (!target.IsOpen) problems.Add(new("Target", $"“{target.Title}” can't be done at the moment: publish it first."));
        AssignmentScope? scope = form.Who switch { "people" => AssignmentScope.People, "team" => AssignmentScope.Team, "everyone" => AssignmentScope.Everyone, "joiners" => AssignmentScope.Joiners, _ => null };
        if (scope is null) problems.Add(new("Who", "Choose who gets it."));
        if (scope == AssignmentScope.Everyone && !assigner.SeesEverything) problems.Add(new("Who", "You assign to people of your teams; a lead assigns to everybody."));
        var team = FormNumber.Read(form.TeamId?.Trim());
        if (scope is AssignmentScope.Team or AssignmentScope.Joiners && (team is not { } teamId || !assigner.Reaches(teamId) || !await database.Teams.AnyAsync(t => t.Id == teamId, cancellationToken)))
            problems.Add(new("TeamId", "Choose the team."));
        IReadOnlyList<int> people = [];
        if (scope == AssignmentScope.People) people = await ReadPeopleAsync(form.People, assigner, problems, cancellationToken);
        DateOnly? dueOn = null;
        int? days = null;
        if (scope == AssignmentScope.Joiners)
        {
            days = FormNumber.Read(form.DueAfterDays?.Trim());
            if (days is not (>= 0 and <= Assignment.MaxDays)) problems.Add(new("DueAfterDays", $"Enter the days as a number from 0 to {Assignment.MaxDays}."));
        }
        else if (!DateOnly.TryParseExact(form.DueOn?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) problems.Add(new("DueOn", "Enter the day as year-month-day, for example 2026-03-31."));
        else if (day < clock.Today || day > clock.Today.AddDays(Assignment.MaxDays)) problems.Add(new("DueOn", "Choose a day from today on, within two years."));
        else dueOn = day;
        var note = TrainingWords.Text(form.Note);
        if (note.Length > Assignment.MaxNoteLength) problems.Add(new("Note", $"The note has {note.Length} characters; at most {Assignment.MaxNoteLength} fit."));
        return problems.Count > 0
            ? (null, problems)
            : (new Values(target!, scope!.Value, scope is AssignmentScope.Team or AssignmentScope.Joiners ? team : null, people, dueOn, days, form.Again != "yes", form.Mandatory == "yes", note), problems);
    }

    /// <summary>Whoever the assigner doesn't reach is unknown to them, like an address that nobody has.</summary>
    private async Task<IReadOnlyList<int>> ReadPeopleAsync(string? typed, Viewer assigner, List<FieldProblem> problems, CancellationToken cancellationToken)
    {
        var addresses = (typed ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(address => address.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
        if (addresses.Count == 0) problems.Add(new("People", "Enter the mail addresses of those who get it."));
        if (addresses.Count > MaxAddresses) problems.Add(new("People", string.Create(CultureInfo.InvariantCulture, $"These are {addresses.Count:N0} addresses; at most {MaxAddresses:N0} go at once.")));
        if (addresses.Count is 0 or > MaxAddresses) return [];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var some in addresses.Chunk(GiveTraining.MaxPeopleAtOnce))
        {
            foreach (var person in await database.Users.AsNoTracking().ReachedBy(assigner).Where(p => p.DisabledAt == null && some.Contains(p.NormalizedEmail!)).Select(p => new { p.Id, p.NormalizedEmail }).ToListAsync(cancellationToken))
                known[person.NormalizedEmail!] = person.Id;
        }

        var unknown = addresses.Where(address => !known.ContainsKey(address)).Select(address => address.ToLowerInvariant()).ToList();
        if (unknown.Count > 0)
        {
            var more = unknown.Count > 5 ? string.Create(CultureInfo.InvariantCulture, $" and {unknown.Count - 5:N0} more") : "";
            problems.Add(new("People", $"You have nobody with {(unknown.Count == 1 ? "this address" : "these addresses")}: {string.Join(", ", unknown.Take(5))}{more}. Correct or remove {(unknown.Count == 1 ? "it" : "them")}."));
        }

        return [.. known.Values];
    }

    private sealed record Values(
        LearningTarget Target, AssignmentScope Scope, int? TeamId, IReadOnlyList<int> People, DateOnly? DueOn, int? DueAfterDays, bool CountsEarlier, bool IsMandatory, string Note);
}
