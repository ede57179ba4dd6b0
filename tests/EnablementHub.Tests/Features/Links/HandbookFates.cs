using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Platform.Markdown.Links;

namespace EnablementHub.Tests.Features.Links;

/// <summary>What becomes of each link of a text, worked out apart from the product: all else in the text stays as it was.</summary>
/// <param name="reader">Tells where the links stand.</param>
/// <param name="ledTo">Items whose links lead to another one, with its number and title.</param>
/// <param name="removed">Items whose links are taken out.</param>
/// <param name="renamed">Items whose section “Details” has another name.</param>
internal sealed class HandbookFates(TextLinks reader, IReadOnlyDictionary<int, (int Id, string Title)> ledTo, IReadOnlySet<int> removed, IReadOnlySet<int> renamed)
{
    /// <param name="body">As it was before.</param>
    /// <param name="removes">Whether a link is taken out; words that would become markup without it are escaped then.</param>
    public string Expect(string body, out bool removes)
    {
        removes = false;
        var edits = new SortedDictionary<int, (TextStretch Place, string Put)>();
        foreach (var link in reader.Read(body))
        {
            if (LinkTarget.Of(link.Address)?.ItemId is not { } target) continue;
            if (removed.Contains(target))
            {
                removes = true;
                edits[link.Whole.Start] = (link.Whole, link.Label is { } label ? label.Of(body) : link.Words);
            }
            else if (link.Written is { } written && After(target, written.Of(body)) is { } address) edits[written.Start] = (written, address);
        }

        foreach (var (place, put) in edits.Values.Reverse()) body = body[..place.Start] + put + body[place.End..];
        return body;
    }

    private string? After(int target, string written)
    {
        if (ledTo.TryGetValue(target, out var to))
        {
            var fragment = written.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? written[at..] : "";
            var path = written[..^fragment.Length];
            return (path.StartsWith("item:", StringComparison.Ordinal) ? $"item:{to.Id}" : path.Count(character => character == '/') > 2 ? ItemLinks.To(to.Id, to.Title) : ItemLinks.To(to.Id)) + fragment;
        }

        return renamed.Contains(target) && written.EndsWith("#details", StringComparison.Ordinal) ? written[..^"#details".Length] + "#all-details" : null;
    }
}
