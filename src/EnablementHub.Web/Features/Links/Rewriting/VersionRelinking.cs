using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Platform.Markdown.Links;

namespace EnablementHub.Features.Links.Rewriting;

/// <param name="After">Null: only its words are left.</param>
public sealed record RelinkedPlace(LinkPlace Place, int Line, string Words, string Before, string? After);

/// <param name="Content">Null when nothing changes.</param>
/// <param name="Left">Sentences on links that a person must change.</param>
public sealed record RelinkedVersion(VersionContent? Content, IReadOnlyList<RelinkedPlace> Changes, IReadOnlyList<string> Left);

/// <summary>Applies rules to everything that a version says.</summary>
public sealed class VersionRelinking(Relinking relinking, PlainRelinking plain)
{
    public RelinkedVersion Run(VersionContent content, int itemId, RewriteRules rules)
    {
        var changes = new List<RelinkedPlace>();
        var left = new List<string>();
        var relinked = content with
        {
            Body = Markdown(LinkPlace.Body, content.Body),
            Recap = Markdown(LinkPlace.Recap, content.Recap),
            CheatSheet = Markdown(LinkPlace.CheatSheet, content.CheatSheet),
            Summary = Plain(LinkPlace.Summary, content.Summary, ItemVersion.MaxSummaryLength),
            Context = Plain(LinkPlace.Context, content.Context, ItemVersion.MaxContextLength),
            LinkUrl = content.LinkUrl is { } url ? Plain(LinkPlace.Address, url, ItemVersion.MaxUrlLength) : null,
        };
        return new RelinkedVersion(changes.Count > 0 ? relinked : null, changes, left);

        string Markdown(LinkPlace place, string text)
        {
            if (text.Length == 0) return text;
            var done = relinking.Run(text, link => link.IsPicture ? null : rules.Decide(itemId, link.Address, link.Written is { } written ? written.Of(text) : link.Address));
            changes.AddRange(done.Changes.Select(change => new RelinkedPlace(place, change.Before.Line, change.Before.Words, change.WrittenBefore, change.WrittenAfter)));
            left.AddRange(done.Left.Select(link => $"{place.Label()}, line {link.Line}: “{Shorten(link.Words)}” can't be changed without changing the text around it."));
            return done.Text;
        }

        string Plain(LinkPlace place, string text, int limit)
        {
            var done = plain.Run(text, itemId, rules, limit, isAddress: place == LinkPlace.Address);
            changes.AddRange(done.Changes.Select(change => new RelinkedPlace(place, change.Line, change.Before, change.Before, change.After)));
            left.AddRange(done.Left.Select(sentence => $"{place.Label()}: {sentence}"));
            return done.Text;
        }
    }

    private static string Shorten(string words) => words.Length <= 80 ? words : words[..80] + "…";
}
