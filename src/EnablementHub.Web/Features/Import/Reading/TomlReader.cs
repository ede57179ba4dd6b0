using System.Text;
using System.Text.RegularExpressions;

namespace EnablementHub.Features.Import.Reading;

/// <summary>The TOML of front matter: keys, texts, lists, tables. A line that is anything else is named and left out.</summary>
internal static partial class TomlReader
{
    public static Dictionary<string, FrontValue> Read(string text, int firstLine, Action<int, string> problem)
    {
        var values = new Dictionary<string, FrontValue>(StringComparer.Ordinal);
        var tables = new Dictionary<string, Dictionary<string, FrontValue>>(StringComparer.Ordinal);
        var target = values;
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var (line, number) = (lines[index].Trim(), firstLine + index);
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[' && line.TrimEnd(']').Length < line.Length && !line.Contains('=', StringComparison.Ordinal))
            {
                var name = line.Trim('[', ']', ' ');
                if (!tables.TryGetValue(name, out target!)) tables.Add(name, target = new(StringComparer.Ordinal));
                values[FrontMatter.Key(name)] = new FrontValue(number) { Names = target };
                continue;
            }

            if (KeyValue().Match(line) is not { Success: true } found)
            {
                problem(number, "This line of the front matter isn't TOML that the hub reads; it was left out.");
                continue;
            }

            var value = found.Groups["value"].Value;
            while (IsOpen(value) && index + 1 < lines.Length) value += "\n" + lines[++index];
            var key = found.Groups["key"].Value.Trim('"');
            target[ReferenceEquals(target, values) ? FrontMatter.Key(key) : key] = Value(value.Trim(), number);
        }

        return values;
    }

    private static bool IsOpen(string value)
    {
        foreach (var quotes in new[] { "\"\"\"", "'''" })
        {
            if (value.StartsWith(quotes, StringComparison.Ordinal)) return value.Length < 6 || !value.TrimEnd().EndsWith(quotes, StringComparison.Ordinal);
        }

        return value.StartsWith('[') && !value.TrimEnd().EndsWith(']');
    }

    private static FrontValue Value(string value, int line)
    {
        if (value.StartsWith('[')) return new FrontValue(line) { List = [.. Item().Matches(value.Trim('[', ']')).Select(item => Text(item.Value.Trim())).Where(item => item.Length > 0)] };
        return new FrontValue(line) { Text = Text(value) };
    }

    private static string Text(string value)
    {
        foreach (var quotes in new[] { "\"\"\"", "'''" })
        {
            if (value.StartsWith(quotes, StringComparison.Ordinal) && value.Length >= 6) return value[3..^3].Trim('\n');
        }

        if (value.StartsWith('\'')) return value.LastIndexOf('\'') is > 0 and var close ? value[1..close] : value;
        if (!value.StartsWith('"')) return Comment().Replace(value, "").Trim();
        var text = new StringBuilder();
        for (var at = 1; at < value.Length && value[at] != '"'; at++)
        {
            if (value[at] != '\\' || at + 1 >= value.Length) text.Append(value[at]);
            else text.Append(value[++at] switch { 'n' => '\n', 't' => '\t', var other => other });
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^(?<key>[A-Za-z0-9_.-]+|""[^""]+"")\s*=\s*(?<value>.+)$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex KeyValue();

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""|'[^']*'|[^,\s][^,]*", RegexOptions.None, 1_000)]
    private static partial Regex Item();

    [GeneratedRegex(@"\s+#.*$", RegexOptions.None, 1_000)]
    private static partial Regex Comment();
}
