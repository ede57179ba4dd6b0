using System.Text.RegularExpressions;
using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications;

public sealed record MentionedPerson(int PersonId, string Name);

/// <summary>People who are called in a text: <c>@Maria Old</c> or <c>@maria@hub.example</c>.</summary>
public sealed partial class Mentions(HubDbContext database)
{
    /// <summary>Beyond these a text is a list of people, not a comment.</summary>
    public const int MaxMentions = 20;

    private const int MaxWordsOfAName = 4;
    private static readonly char[] AfterAName = ['.', ',', ';', ':', '!', '?', ')', '’', '\'', '"', '”'];

    /// <summary>Each person once. A name that two people have calls nobody; their mail addresses tell them apart. Disabled people aren't called.</summary>
    public async Task<IReadOnlyList<MentionedPerson>> FindInAsync(string text, CancellationToken cancellationToken)
    {
        var calls = Call().Matches(text).Take(MaxMentions).Select(match => Candidates(match.Groups["rest"].Value).ToList()).ToList();
        var names = calls.SelectMany(candidates => candidates).Distinct(StringComparer.Ordinal).ToArray();
        if (names.Length == 0) return [];
        var lowered = names.Select(name => name.ToLowerInvariant()).ToArray();
        var addresses = names.Where(name => name.Contains('@', StringComparison.Ordinal)).Select(name => name.ToUpperInvariant()).ToArray();
#pragma warning disable CA1304, CA1311 // The database lowers, and knows no culture.
        var people = await database.Users.AsNoTracking()
            .Where(person => person.DisabledAt == null && (names.Contains(person.DisplayName) || lowered.Contains(person.DisplayName.ToLower()) || addresses.Contains(person.NormalizedEmail!)))
#pragma warning restore CA1304, CA1311
            .Select(person => new { person.Id, person.DisplayName, Email = person.NormalizedEmail ?? "" }).ToListAsync(cancellationToken);
        var called = new List<MentionedPerson>();
        foreach (var candidates in calls)
        {
            // The longest name that somebody has: “@Maria Old said” calls Maria Old and not another Maria.
            var found = candidates.Select(name => people.Where(person => Same(person.DisplayName, name) || Same(person.Email, name)).ToList()).FirstOrDefault(matches => matches.Count > 0);
            if (found is [var person]) called.Add(new MentionedPerson(person.Id, person.DisplayName));
        }

        return [.. called.DistinctBy(person => person.PersonId)];
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands behind an @ and may be a name, the longest first.</summary>
    private static IEnumerable<string> Candidates(string rest)
    {
        var words = rest.Split(' ').TakeWhile(word => word.Length > 0).Take(MaxWordsOfAName).ToList();
        for (var count = words.Count; count > 0; count--)
        {
            var name = string.Join(' ', words.Take(count));
            yield return name;
            if (name.TrimEnd(AfterAName) is { Length: > 0 } bare && bare != name) yield return bare;
        }
    }

    /// <summary>An @ at the beginning of a word; inside of one it belongs to a mail address.</summary>
    [GeneratedRegex(@"(?<![\w@.+-])@(?=(?<rest>[\p{L}\p{N}][^\r\n\t]{0,120}))", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Call();
}
