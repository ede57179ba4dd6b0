using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Taxonomy;

public sealed record SynonymChange
{
    /// <summary>Null: a new list.</summary>
    public required int? ListId { get; init; }

    /// <summary>Words and phrases between commas or line ends; null: the list goes.</summary>
    public required string? Terms { get; init; }
    public required int PersonId { get; init; }

    /// <summary>What the person saw before they changed it, to notice another's change; null: don't ask.</summary>
    public string? Before { get; init; }
}

/// <summary>Adds, changes or removes a list of words that mean the same in search.</summary>
public sealed class SaveSynonyms(HubDbContext database, TaxonomyCatalog catalog, TimeProvider time)
{
    public const int MaxTermLength = 60;

    public async Task<WriteResult> RunAsync(SynonymChange change, CancellationToken cancellationToken = default)
    {
        var lists = await database.SynonymLists.ToListAsync(cancellationToken);
        var list = lists.Find(l => l.Id == change.ListId);
        if (change.ListId is not null && list is null) return change.Terms is null ? new WriteResult(WriteOutcome.Unchanged) : WriteResult.NotFound;
        if (list is not null && change.Before is { } before && before != list.Terms)
            return new WriteResult(WriteOutcome.Stale) { Problems = [new("terms", $"Somebody changed this list to “{list.Terms}” meanwhile. Save again to replace it.")] };
        var now = time.GetUtcNow();
        if (change.Terms is null)
        {
            database.SynonymLists.Remove(list!);
            database.LogAudit(change.PersonId, "synonyms.removed", "synonyms", list!.Id, now, list.Terms);
        }
        else
        {
            var terms = Split(change.Terms);
            if (Problem(terms, lists.Where(l => l != list)) is { } problem) return WriteResult.Invalid("terms", problem);
            var text = string.Join(", ", terms);
            if (list is null) database.SynonymLists.Add(new SynonymList { Terms = text });
            else list.Terms = text;
            database.LogAudit(change.PersonId, list is null ? "synonyms.added" : "synonyms.changed", "synonyms", list?.Id, now, text);
        }

        await database.SaveChangesAsync(cancellationToken);
        catalog.Forget();
        return new WriteResult(WriteOutcome.Done, list?.Id ?? 0);
    }

    private static List<string> Split(string terms) =>
        [.. terms.Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(FacetLabels.Clean).Where(term => term.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string? Problem(List<string> terms, IEnumerable<SynonymList> others)
    {
        if (terms.Count < 2) return "Enter at least two different words, separated by commas.";
        if (terms.Find(term => term.Length > MaxTermLength) is { } tooLong) return $"“{tooLong[..30]}…” has {tooLong.Length} characters; at most {MaxTermLength} fit. Synonyms are words and short phrases.";
        if (terms.Find(term => !term.Any(char.IsLetterOrDigit)) is { } wordless) return $"“{wordless}” has no letter or digit, so nobody would search for it.";
        if (terms.Exists(term => term.Any(char.IsControl))) return "A word can't contain control characters.";
        var length = string.Join(", ", terms).Length;
        if (length > SynonymList.MaxTermsLength) return $"The list has {length} characters; at most {SynonymList.MaxTermsLength} fit. Make two lists.";
        foreach (var other in others)
        {
            if (terms.Find(term => other.Split().Contains(term, StringComparer.OrdinalIgnoreCase)) is { } taken)
                return $"“{taken}” is already in the list “{other.Terms}”. Add your words there.";
        }

        return null;
    }
}
