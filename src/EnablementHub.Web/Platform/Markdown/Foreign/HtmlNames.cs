using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;

namespace EnablementHub.Platform.Markdown.Foreign;

/// <summary>What is known about elements of HTML, for the way into markdown.</summary>
internal static partial class HtmlNames
{
    internal static readonly FrozenSet<string> All = (
        "a abbr acronym address article aside audio b bdi bdo big blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset "
        + "figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav nobr noscript object ol optgroup option output "
        + "p param picture pre progress q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr path g rect circle")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly System.Buffers.SearchValues<char> NeedsBrackets = System.Buffers.SearchValues.Create(" ()<>\n\t");

    /// <summary>Neither they nor what is in them can be shown.</summary>
    internal static readonly FrozenSet<string> Dropped = "script style noscript template form button input select textarea svg canvas object meta link".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands before and after the words of an element within a line.</summary>
    internal static (string Before, string After) Marks(string name, Dictionary<string, string> attributes) => name switch
    {
        "b" or "strong" => ("**", "**"),
        "i" or "em" or "cite" or "var" or "dfn" => ("*", "*"),
        "code" or "kbd" or "samp" or "tt" => ("`", "`"),
        "del" or "s" or "strike" => ("~~", "~~"),
        "ins" or "u" => ("++", "++"),
        "sub" => ("~", "~"),
        "sup" => ("^", "^"),
        "mark" => ("==", "=="),
        "q" => ("“", "”"),
        "a" when attributes.GetValueOrDefault("href") is { Length: > 0 } href => ("[", $"]({Target(href)})"),
        _ => ("", ""),
    };

    internal static string Target(string address)
    {
        address = address.Trim();
        return address.AsSpan().IndexOfAny(NeedsBrackets) < 0 ? address : $"<{address.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace('\n', ' ')}>";
    }

    internal static Dictionary<string, string> Attributes(string tag)
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match attribute in Attribute().Matches(tag))
            attributes.TryAdd(attribute.Groups["name"].Value, WebUtility.HtmlDecode(attribute.Groups["value"].Value.Trim('"', '\'')));
        return attributes;
    }

    [GeneratedRegex(@"[\s""'](?<name>[A-Za-z][\w:-]*)\s*=\s*(?<value>""[^""]*""|'[^']*'|[^\s""'>]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Attribute();
}
