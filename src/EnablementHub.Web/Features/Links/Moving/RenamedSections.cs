using System.Text.RegularExpressions;

namespace EnablementHub.Features.Links.Moving;

/// <param name="IsCertain">It stands alone between the same neighbours, and says mostly the same.</param>
public sealed record RenamedSection(string OldAnchor, string NewAnchor, bool IsCertain);

/// <summary>Tells which sections of a text got another heading, and so another anchor, between two versions.</summary>
public static partial class RenamedSections
{
    private const double MostlyTheSame = 0.5;

    public static IReadOnlyList<RenamedSection> Find(IReadOnlyList<SectionText> before, IReadOnlyList<SectionText> after)
    {
        var kept = before.Select(section => section.Anchor).Intersect(after.Select(section => section.Anchor), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var found = new List<RenamedSection>();
        var gaps = Gaps(after, kept).ToLookup(gap => gap.Neighbours, gap => gap.Sections);
        foreach (var (neighbours, gone) in Gaps(before, kept))
        {
            var came = gaps[neighbours].FirstOrDefault() ?? [];
            foreach (var old in gone)
            {
                // Within a gap the words decide; a heading that is alone there on both sides may also have got new words.
                var best = came.Where(section => section.Level == old.Level && found.TrueForAll(pair => pair.NewAnchor != section.Anchor))
                    .Select(section => (section.Anchor, Likeness: Likeness(old.Text, section.Text))).OrderByDescending(pair => pair.Likeness).FirstOrDefault();
                if (best.Anchor is null) continue;
                if (best.Likeness >= MostlyTheSame) found.Add(new RenamedSection(old.Anchor, best.Anchor, true));
                else if (gone.Count == 1 && came.Count == 1) found.Add(new RenamedSection(old.Anchor, best.Anchor, false));
            }
        }

        return found;
    }

    /// <summary>Sections that only one of the versions has, by the ones that stand around them in both.</summary>
    private static IEnumerable<((string? Before, string? After) Neighbours, List<SectionText> Sections)> Gaps(IReadOnlyList<SectionText> sections, HashSet<string> kept)
    {
        string? last = null;
        var open = new List<SectionText>();
        foreach (var section in sections)
        {
            if (!kept.Contains(section.Anchor))
            {
                open.Add(section);
                continue;
            }

            if (open.Count > 0) yield return ((last, section.Anchor), open);
            (last, open) = (section.Anchor, []);
        }

        if (open.Count > 0) yield return ((last, null), open);
    }

    /// <summary>Between 0 and 1: how many words both have, of all that either has.</summary>
    private static double Likeness(string one, string other)
    {
        var first = Words(one);
        var second = Words(other);
        if (first.Count == 0 && second.Count == 0) return 1;
        var shared = first.Intersect(second, StringComparer.OrdinalIgnoreCase).Count();
        return (double)shared / (first.Count + second.Count - shared);
    }

    private static HashSet<string> Words(string text) => Word().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\w+", RegexOptions.None, 1_000)]
    private static partial Regex Word();
}
