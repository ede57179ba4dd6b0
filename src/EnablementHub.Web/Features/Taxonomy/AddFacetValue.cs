using System.Globalization;
using System.Text;
using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Taxonomy;

/// <summary>Adds a value at the end of its group; its slug follows from its label.</summary>
public sealed class AddFacetValue(HubDbContext database, TaxonomyCatalog catalog, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(string group, string? label, int personId, CancellationToken cancellationToken = default)
    {
        if (FacetGroups.Edited.All(known => known.Slug != group)) return WriteResult.NotFound;
        var text = FacetLabels.Clean(label);
        if (FacetLabels.Problem(text) is { } problem) return WriteResult.Invalid("label", problem);
        var slug = FacetLabels.ToSlug(text);
        var siblings = await database.FacetValues.Where(value => value.Group == group).ToListAsync(cancellationToken);
        if (siblings.Find(value => FacetLabels.AreSame(value.Label, text)) is { } same)
            return WriteResult.Invalid("label", same.IsRetired ? $"“{same.Label}” is there already, but retired. Bring it back instead." : $"“{same.Label}” is there already.");
        if (slug.Length == 0) slug = "value";
        var unique = slug;
        for (var number = 2; siblings.Exists(value => value.Value == unique); number++) unique = $"{slug}-{number}";
        var added = new FacetValue { Group = group, Value = unique, Label = text, Position = siblings.Select(value => value.Position).DefaultIfEmpty(-1).Max() + 1 };
        database.FacetValues.Add(added);
        database.LogAudit(personId, "facet.added", "facet", null, time.GetUtcNow(), $"{group}: {text}");
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (database.FacetValues.Any(value => value.Group == group && value.Value == unique))
        {
            return WriteResult.Invalid("label", $"Somebody added “{text}” at the same moment.");
        }

        catalog.Forget();
        return new WriteResult(WriteOutcome.Done, added.Id);
    }
}

/// <summary>What a value may be called.</summary>
internal static class FacetLabels
{
    public static string Clean(string? label) => string.Join(' ', (label ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string? Problem(string label)
    {
        if (label.Length == 0) return "Enter a name.";
        if (label.Any(char.IsControl)) return "A name can't contain control characters.";
        return label.Length > FacetValue.MaxLabelLength ? $"The name has {label.Length} characters; at most {FacetValue.MaxLabelLength} fit." : null;
    }

    public static bool AreSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    public static string ToSlug(string label)
    {
        var slug = new StringBuilder();
        foreach (var character in label.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsAsciiLetterOrDigit(character)) slug.Append(character);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        var text = slug.ToString().Trim('-');
        return text.Length <= FacetValue.MaxValueLength - 4 ? text : text[..(FacetValue.MaxValueLength - 4)].Trim('-');
    }
}
