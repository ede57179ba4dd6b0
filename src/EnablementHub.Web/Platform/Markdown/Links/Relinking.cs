using System.Text;
using System.Text.RegularExpressions;

namespace EnablementHub.Platform.Markdown.Links;

/// <summary>
/// Changes the links of a text and nothing else: whole addresses at the places where the syntax tree says that they stand.
/// What came out is read again, and a change that would touch more than its link is left undone and named.
/// </summary>
public sealed partial class Relinking(TextLinks links)
{
    /// <param name="text">Markdown as written.</param>
    /// <param name="decide">What becomes of a link; null: it stays.</param>
    public RelinkedText Run(string text, Func<TextLink, LinkFate?> decide)
    {
        var found = links.Read(text);
        var wanted = found.Select(link => new Wish(link, decide(link))).Where(wish => wish.Fate is not null).ToList();
        if (wanted.Count == 0) return new RelinkedText(text, [], []);
        var possible = wanted.Where(wish => CanBeDone(wish, found, wanted)).ToList();
        if (TryAll(text, found, possible) is not { } done) (done, possible) = OneByOne(text, possible);
        return new RelinkedText(
            done,
            [.. possible.Select(wish => new LinkChange(wish.Link, wish.Link.Written is { } place ? place.Of(text) : wish.Link.Address, wish.Fate!.Address))],
            [.. wanted.Except(possible).Select(wish => wish.Link)]);
    }

    /// <summary>A definition may serve several links: it is changed only when all of them go the same way.</summary>
    private static bool CanBeDone(Wish wish, IReadOnlyList<TextLink> found, List<Wish> wanted)
    {
        if (wish.Fate!.Address is null) return true;
        return wish.Link.Written is { } place && found.Where(other => other.Written == place).All(other => wanted.Exists(w => w.Link == other && w.Fate!.Address == wish.Fate.Address));
    }

    private string? TryAll(string text, IReadOnlyList<TextLink> found, List<Wish> wishes) =>
        Try(text, found, wishes, isCareful: false) ?? Try(text, found, wishes, isCareful: true);

    /// <summary>Some change is not as harmless as it looks: each is tried on its own, and those that are stay out.</summary>
    private (string Text, List<Wish> Done) OneByOne(string text, List<Wish> wishes)
    {
        var done = new List<Wish>();
        var found = links.Read(text);
        var result = text;
        foreach (var group in wishes.GroupBy(wish => wish.Fate!.Address is null ? wish.Link.Whole : wish.Link.Written!.Value))
        {
            var more = done.Concat(group).ToList();
            if (TryAll(text, found, more) is not { } changed) continue;
            (result, done) = (changed, more);
        }

        return (result, done);
    }

    private string? Try(string text, IReadOnlyList<TextLink> found, List<Wish> wishes, bool isCareful)
    {
        var edits = new SortedDictionary<int, (TextStretch Place, string Put)>();
        foreach (var wish in wishes)
        {
            foreach (var (place, put) in Edits(text, wish, isCareful)) edits[place.Start] = (place, put);
        }

        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (place, put) in edits.Values)
        {
            if (place.Start < at) return null;
            result.Append(text, at, place.Start - at).Append(put);
            at = place.End;
        }

        var changed = result.Append(text, at, text.Length - at).ToString();
        return IsSameButForLinks(text, changed, found, wishes) ? changed : null;
    }

    private static IEnumerable<(TextStretch Place, string Put)> Edits(string text, Wish wish, bool isCareful)
    {
        var link = wish.Link;
        if (wish.Fate!.Address is { } address)
        {
            yield return (link.Written!.Value, address);
        }
        else if (HasWords(text, link) && link.Label is { } label)
        {
            var mayBegin = isCareful && BeginsLine(text, link.Whole.Start);
            yield return (new TextStretch(link.Whole.Start, label.Start - link.Whole.Start), mayBegin ? BeforeWords(label.Of(text)) : "");
            if (mayBegin && ListNumber().Match(label.Of(text)) is { Success: true } number) yield return (new TextStretch(label.Start + number.Groups["number"].Length, 0), "\\");
            yield return (new TextStretch(label.End, link.Whole.End - label.End), "");
        }
        else
        {
            yield return (link.Whole, Plain(wish.Fate.Words.Length > 0 ? wish.Fate.Words : link.Words, isCareful));
        }
    }

    private static bool HasWords(string text, TextLink link) => link.Label is { } label && !string.IsNullOrWhiteSpace(label.Of(text));

    /// <summary>Only marks of quotes, lists and tables stand before it.</summary>
    private static bool BeginsLine(string text, int at) => text[(text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1)..at].All(character => " \t>-*+|.)".Contains(character, StringComparison.Ordinal) || char.IsAsciiDigit(character));

    /// <summary>Words that a link held together may begin a list or a heading once it is gone.</summary>
    private static string BeforeWords(string words) => char.IsAsciiLetterOrDigit(words[0]) || words[0] == '\\' ? "" : "\\";

    private static string Plain(string words, bool isCareful)
    {
        var plain = new StringBuilder();
        foreach (var character in words.ReplaceLineEndings(" "))
        {
            if (isCareful ? char.IsAsciiLetterOrDigit(character) is false && character is > ' ' and < (char)127 : "\\`*_[]<>#|~&!".Contains(character, StringComparison.Ordinal)) plain.Append('\\');
            plain.Append(character);
        }

        return plain.ToString();
    }

    private bool IsSameButForLinks(string before, string after, IReadOnlyList<TextLink> found, List<Wish> wishes)
    {
        var fates = new Dictionary<TextLink, string?>(ReferenceEqualityComparer.Instance);
        foreach (var wish in wishes) fates[wish.Link] = wish.Fate!.Address;
        var expected = found.Where(link => !fates.TryGetValue(link, out var fate) || fate is not null)
            .Select(link => (Address: fates.TryGetValue(link, out var fate) ? links.Understand(fate!) : link.Address, link.IsPicture));
        return links.Read(after).Select(link => (link.Address, link.IsPicture)).SequenceEqual(expected) && TextLinks.OutlineOf(before).IsSameAs(TextLinks.OutlineOf(after), [.. wishes.Where(wish => !HasWords(before, wish.Link)).Select(wish => wish.Link)]);
    }

    private sealed record Wish(TextLink Link, LinkFate? Fate);

    [GeneratedRegex(@"^(?<number>\d{1,9})[.)]", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ListNumber();
}
