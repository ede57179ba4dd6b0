using System.Net;
using System.Text.RegularExpressions;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Links;

/// <summary>Opens pages and asks for every address of the hub that they link to, once each, over HTTP; redirects are followed one by one.</summary>
internal sealed partial class SiteCrawl(TestBrowser browser)
{
    private const int MaxRedirects = 3;
    private readonly Dictionary<string, (int Status, HashSet<string> Anchors)> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, string Anchor), string> _wanted = [];

    public List<string> Dead { get; } = [];

    public int Links => _wanted.Count;

    /// <param name="pages">Each must be there.</param>
    /// <param name="isFollowed">Of the addresses on them, as they stand there without a fragment.</param>
    public async Task RunAsync(IEnumerable<string> pages, Func<string, bool> isFollowed)
    {
        foreach (var page in pages)
        {
            var html = await browser.ReadAsync(page);
            foreach (Match match in Href().Matches(html))
            {
                var parts = WebUtility.HtmlDecode(match.Groups[1].Value).Split('#', 2);
                var path = parts[0].Length == 0 ? page : parts[0];
                if (path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && isFollowed(path)) _wanted.TryAdd((path, parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : ""), page);
            }
        }

        foreach (var ((path, anchor), page) in _wanted)
        {
            var (status, anchors) = await AskAsync(path);
            if (status != 200) Dead.Add($"{page} → {path}: {status}");
            else if (anchor.Length > 0 && !anchors.Contains(anchor)) Dead.Add($"{page} → {path}#{anchor}: no such section");
        }
    }

    private async Task<(int Status, HashSet<string> Anchors)> AskAsync(string path)
    {
        if (_asked.TryGetValue(path, out var known)) return known;
        var at = path;
        for (var redirects = 0; ; redirects++)
        {
            using var answer = await browser.GetAsync(at);
            if ((int)answer.StatusCode is 301 or 302 or 303 or 307 or 308 && redirects < MaxRedirects)
            {
                at = answer.Headers.Location!.ToString().Split('#')[0];
                continue;
            }

            var html = answer.Content.Headers.ContentType?.MediaType == "text/html" ? await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) : "";
            return _asked[path] = ((int)answer.StatusCode, [.. Id().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))]);
        }
    }

    [GeneratedRegex("<a [^>]*?href=\"([^\"]+)\"")]
    private static partial Regex Href();

    [GeneratedRegex("\\bid=\"([^\"]+)\"")]
    private static partial Regex Id();
}
