using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Trusting;

/// <summary>A verifier as forms name one: <c>person:7</c>, <c>team:3</c>, or nothing for the owner.</summary>
public sealed record VerifierChoice(int? PersonId, int? TeamId)
{
    private const string PersonPrefix = "person:";

    public static VerifierChoice Owner { get; } = new(null, null);

    public override string ToString() => PersonId is { } person ? ForPerson(person) : TeamId is { } team ? Grants.ForTeam(team) : "";

    public static string ForPerson(int personId) => PersonPrefix + personId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null when it can't be read.</summary>
    public static VerifierChoice? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return Owner;
        if (Grants.TeamOf(text) is { } team) return new VerifierChoice(null, team);
        return text.StartsWith(PersonPrefix, StringComparison.Ordinal) && int.TryParse(text.AsSpan(PersonPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var person)
            ? new VerifierChoice(person, null)
            : null;
    }
}

/// <summary>Whether the people and the group that shall check an item are still there.</summary>
internal static class ReviewerProblems
{
    public static async Task<FieldProblem?> FindReviewerProblemAsync(this ItemDetails after, HubDbContext database, ItemDetails before, CancellationToken cancellationToken)
    {
        if (after.VerifierId is { } verifier && verifier != before.VerifierId && !await IsThereAsync(verifier)) return new("Verifier", "That person isn't in the hub any more. Choose another verifier.");
        if (after.VerifierTeamId is { } team && team != before.VerifierTeamId && !await database.Teams.AnyAsync(t => t.Id == team, cancellationToken))
            return new("Verifier", "That group is gone. Choose another verifier.");
        if (after.BackupId is { } backup && backup != before.BackupId && !await IsThereAsync(backup)) return new("BackupId", "That person isn't in the hub any more. Choose another backup.");
        return null;

        Task<bool> IsThereAsync(int personId) => database.Users.AnyAsync(person => person.Id == personId && person.DisabledAt == null, cancellationToken);
    }
}
