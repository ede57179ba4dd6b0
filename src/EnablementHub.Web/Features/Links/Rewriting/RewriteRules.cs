using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Markdown.Links;

namespace EnablementHub.Features.Links.Rewriting;

/// <summary>The rules of one rewriting, ready to be asked about a link.</summary>
public sealed class RewriteRules
{
    private readonly ILookup<int, LinkRewriteRule> _byItem;
    private readonly Dictionary<string, LinkRewriteRule> _byKey;
    private readonly IReadOnlyDictionary<int, TargetFacts> _facts;

    public RewriteRules(IReadOnlyCollection<LinkRewriteRule> rules, IReadOnlyDictionary<int, TargetFacts> facts)
    {
        _facts = facts;
        _byItem = rules.Where(rule => rule.FromItemId is not null).ToLookup(rule => rule.FromItemId!.Value);
        _byKey = rules.Where(rule => rule.FromAddress is not null).GroupBy(rule => LinkTarget.Of(rule.FromAddress!)?.Key ?? "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    }

    /// <param name="ownItemId">The item in whose text the link stands.</param>
    /// <param name="address">Where it leads; addresses of the hub as paths.</param>
    /// <param name="written">The same as it stands there.</param>
    /// <returns>Null: it stays.</returns>
    public LinkFate? Decide(int ownItemId, string address, string written)
    {
        if (ItemAddress.Parse(address) is { } item)
        {
            var rules = _byItem[item.ItemId].ToList();
            var rule = rules.Find(r => r.FromAnchor.Length > 0 && r.FromAnchor == item.Heading) ?? rules.Find(r => r.FromAnchor.Length == 0);
            if (rule is null) return null;
            if (rule.Removes) return new LinkFate(null, rule.Words);
            return Changed(rule.ToItemId is { } to ? ToItem(written, item, rule, to) : rule.ToAddress!, written);
        }

        if (address.StartsWith('#'))
        {
            var anchor = Uri.UnescapeDataString(address[1..]);
            var renamed = _byItem[ownItemId].FirstOrDefault(rule => rule.FromAnchor.Length > 0 && rule.FromAnchor == anchor && rule.ToItemId == ownItemId);
            return renamed is null ? null : Changed("#" + Uri.EscapeDataString(renamed.ToAnchor), written);
        }

        if (LinkTarget.Of(address)?.Key is not { } key || !_byKey.TryGetValue(key, out var byAddress)) return null;
        if (byAddress.Removes) return new LinkFate(null, byAddress.Words);
        var fragment = address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? address[at..] : "";
        var origin = written.Length > address.Length && written.EndsWith(address, StringComparison.Ordinal) ? written[..^address.Length] : "";
        var target = byAddress.ToItemId is { } itemId ? origin + ItemLinks.To(itemId) : byAddress.ToAddress!;
        return Changed(target.Contains('#', StringComparison.Ordinal) ? target : target + fragment, written);
    }

    private static LinkFate? Changed(string address, string written) => address == written ? null : new LinkFate(Safe(address));

    /// <summary>Brackets would end a link's address before its end.</summary>
    private static string Safe(string address) => address.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal);

    /// <summary>In the form that the writer has chosen: with the hub's own name, with words after the number, or as <c>item:4</c>.</summary>
    private string ToItem(string written, ItemAddress item, LinkRewriteRule rule, int to)
    {
        var (path, query, fragment) = Split(written);
        var isScheme = path.StartsWith("item:", StringComparison.OrdinalIgnoreCase);
        var at = isScheme ? 0 : path.IndexOf("/items/", StringComparison.OrdinalIgnoreCase);
        var hasSlug = !isScheme && path[(at + "/items/".Length)..].TrimEnd('/').Contains('/', StringComparison.Ordinal);
        var facts = _facts.GetValueOrDefault(to);
        var head = isScheme ? FormattableString.Invariant($"item:{to}")
            : path[..at] + (hasSlug && facts is not null ? ItemLinks.To(to, facts.Title) : ItemLinks.To(to));
        var keepsMoment = to == item.ItemId || (facts?.Recording is { } recording && _facts.GetValueOrDefault(item.ItemId)?.Recording == recording);
        if (rule.ToAnchor.Length > 0) return head + query + "#" + Uri.EscapeDataString(rule.ToAnchor);
        var isMoment = item.Start is not null;
        var keepsSection = item.Heading is null || to == item.ItemId || facts?.Anchors.Contains(item.Heading) == true;
        return head + (isMoment && !keepsMoment ? "" : query) + (isMoment && item.Heading is null ? keepsMoment ? fragment : "" : keepsSection ? fragment : "");
    }

    private static (string Path, string Query, string Fragment) Split(string written)
    {
        var hash = written.IndexOf('#', StringComparison.Ordinal);
        var rest = hash < 0 ? written : written[..hash];
        var mark = rest.IndexOf('?', StringComparison.Ordinal);
        return (mark < 0 ? rest : rest[..mark], mark < 0 ? "" : rest[mark..], hash < 0 ? "" : written[hash..]);
    }
}
