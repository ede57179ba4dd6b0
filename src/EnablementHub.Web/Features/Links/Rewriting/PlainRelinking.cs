using System.Text;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Markdown.Links;

namespace EnablementHub.Features.Links.Rewriting;

/// <param name="Changes">Line, what stood there and what stands there.</param>
/// <param name="Left">Sentences on addresses that a person must change.</param>
public sealed record RelinkedText(string Text, IReadOnlyList<(int Line, string Before, string After)> Changes, IReadOnlyList<string> Left);

/// <summary>Applies rules to the web addresses of a text that knows no markup.</summary>
public sealed class PlainRelinking(HubAddress hub)
{
    /// <param name="text">As it was typed.</param>
    /// <param name="itemId">The item that says it; 0: none does.</param>
    /// <param name="rules">What changes.</param>
    /// <param name="limit">Characters that fit.</param>
    /// <param name="isAddress">The whole text is one address.</param>
    public RelinkedText Run(string text, int itemId, RewriteRules rules, int limit, bool isAddress = false)
    {
        var result = new StringBuilder();
        var at = 0;
        var found = new List<(int, string, string)>();
        var left = new List<string>();
        foreach (var stretch in isAddress ? [new TextStretch(0, text.Length)] : LinkReader.WebAddresses(text))
        {
            var written = stretch.Of(text);
            if (rules.Decide(itemId, hub.PathOf(written) ?? written, written) is not { } fate) continue;

            // There are no words beside the address that could stay.
            if (fate.Address is null || (isAddress && !VersionContent.IsWebAddress(fate.Address)))
            {
                left.Add($"“{Shorten(written)}” stands there as it is. Change it in the editor.");
                continue;
            }

            result.Append(text, at, stretch.Start - at).Append(fate.Address);
            at = stretch.End;
            found.Add((text.AsSpan(0, stretch.Start).Count('\n') + 1, written, fate.Address));
        }

        var changed = result.Append(text, at, text.Length - at).ToString();
        return changed.Length <= limit
            ? new RelinkedText(changed, found, left)
            : new RelinkedText(text, [], [.. left, "with the new address it would be too long. Change it in the editor."]);
    }

    private static string Shorten(string words) => words.Length <= 80 ? words : words[..80] + "…";
}
