using System.Globalization;
using System.Text;

namespace EnablementHub.Features.Library.Reading;

/// <summary>Addresses of items. The number decides; the words after it are for people.</summary>
public static class ItemLinks
{
    private const int MaxSlugLength = 60;

    public static string To(int id, string title = "") => Slug(title) is { Length: > 0 } slug ? Text($"/items/{id}/{slug}") : Text($"/items/{id}");

    /// <summary>Plays that part; seconds.</summary>
    public static string Moment(int id, double start, double? end = null) =>
        Text($"/items/{id}?start={Math.Round(start, 3)}") + (end is { } until ? Text($"&end={Math.Round(until, 3)}") : "");

    public static string Pending(int id) => Text($"/items/{id}?version=pending");

    public static string Edit(int id) => Text($"/studio/{id}");

    public static string InlinePlayer(int id, double? start = null) => Text($"/items/{id}/inline-player") + (start is { } from ? Text($"?start={Math.Round(from, 3)}") : "");

    /// <summary>A number, or the address of an item's page.</summary>
    public static int? ReadNumber(string text)
    {
        var rest = text.Trim();
        var at = rest.LastIndexOf("/items/", StringComparison.Ordinal);
        if (at >= 0) rest = rest[(at + "/items/".Length)..];
        var digits = rest.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && (digits == rest.Length || (at >= 0 && rest[digits] is '/' or '?' or '#' or '-')) && int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public static string Slug(string title)
    {
        var slug = new StringBuilder(Math.Min(title.Length, MaxSlugLength));
        foreach (var rune in title.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (slug.Length >= MaxSlugLength) break;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark) continue;
            if (rune.IsAscii && Rune.IsLetterOrDigit(rune)) slug.Append(char.ToLowerInvariant((char)rune.Value));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
