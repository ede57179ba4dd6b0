using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EnablementHub.Features.Import.Reading;

/// <summary>Takes the front matter off a text: YAML between dashes, TOML between plus signs, JSON in braces. What is broken is read line by line and named.</summary>
internal static partial class FrontMatterReader
{
    private const int MaxLength = 100_000;

    public static FrontMatter Read(string text, Action<int, string> problem)
    {
        if (Fenced(text, "---") is { } yaml && !LooksLikeText(text[yaml.Start..yaml.End])) return new FrontMatter(ReadYaml(text[yaml.Start..yaml.End], 2, problem), text[yaml.Body..], Line(text, yaml.Body));
        if (Fenced(text, "+++") is { } toml) return new FrontMatter(TomlReader.Read(text[toml.Start..toml.End], 2, problem), text[toml.Body..], Line(text, toml.Body));
        if (text.StartsWith("{\n", StringComparison.Ordinal) && text.IndexOf("\n}\n", StringComparison.Ordinal) is >= 0 and var end && end < MaxLength)
            return new FrontMatter(ReadJson(text[..(end + 2)], problem), text[(end + 3)..], Line(text, end + 3));
        return new FrontMatter(new Dictionary<string, FrontValue>(StringComparer.Ordinal), text, 1);
    }

    /// <summary>A file that is nothing but a description.</summary>
    public static IReadOnlyDictionary<string, FrontValue> ReadDescription(string text, bool isJson, Action<int, string> problem) => isJson ? ReadJson(text, problem) : ReadYaml(text, 1, problem);

    private static Dictionary<string, FrontValue> ReadYaml(string text, int firstLine, Action<int, string> problem)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 0) return new(StringComparer.Ordinal);
            if (stream.Documents[0].RootNode is YamlMappingNode root) return Names(root, firstLine, 0);
            if (stream.Documents[0].RootNode is YamlScalarNode { Value: null or "" }) return new(StringComparer.Ordinal);
            problem(firstLine, "The front matter isn't a list of keys and values; it was left out.");
            return new(StringComparer.Ordinal);
        }
        catch (Exception error) when (error is YamlException or ArgumentException or InvalidOperationException)
        {
            var line = error is YamlException yaml ? (int)Math.Max(yaml.Start.Line, 1) + firstLine - 1 : firstLine;
            problem(line, $"The front matter is broken here ({Short(error.InnerException?.Message ?? error.Message)}); what can be read line by line was taken.");
            return ReadLines(text, firstLine);
        }
    }

    private static Dictionary<string, FrontValue> Names(YamlMappingNode node, int firstLine, int depth)
    {
        var values = new Dictionary<string, FrontValue>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { Length: > 0 } name } && depth < 5) values[depth == 0 ? FrontMatter.Key(name) : name] = Value(value, (int)key.Start.Line + firstLine - 1, firstLine, depth + 1);
        }

        return values;
    }

    private static FrontValue Value(YamlNode node, int line, int firstLine, int depth) => node switch
    {
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "~" } => new FrontValue(line) { Text = "" },
        YamlScalarNode scalar => new FrontValue(line) { Text = scalar.Value ?? "" },
        YamlSequenceNode list => new FrontValue(line) { List = [.. list.Children.Select(Words).Where(text => text.Length > 0)] },
        YamlMappingNode map => new FrontValue(line) { Names = Names(map, firstLine, depth) },
        _ => new FrontValue(line) { Text = "" },
    };

    private static string Words(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value ?? "",
        YamlMappingNode map => string.Join(", ", map.Children.Values.OfType<YamlScalarNode>().Select(value => value.Value)),
        _ => "",
    };

    private static Dictionary<string, FrontValue> ReadLines(string text, int firstLine)
    {
        var values = new Dictionary<string, FrontValue>(StringComparer.Ordinal);
        var (line, key) = (firstLine, "");
        foreach (var raw in text.Split('\n'))
        {
            if (KeyLine().Match(raw) is { Success: true } found)
            {
                key = FrontMatter.Key(found.Groups["key"].Value);
                var value = found.Groups["value"].Value.Trim();
                values[key] = value is ['[', .., ']']
                    ? new FrontValue(line) { List = [.. value[1..^1].Split(',').Select(Unquoted).Where(item => item.Length > 0)] }
                    : new FrontValue(line) { Text = Unquoted(value) };
            }
            else if (key.Length > 0 && raw.TrimStart() is ['-', ' ', ..] item)
            {
                values[key] = values[key] with { Text = null, List = [.. values[key].List ?? [], Unquoted(item[2..])] };
            }

            line++;
        }

        return values;
    }

    private static Dictionary<string, FrontValue> ReadJson(string text, Action<int, string> problem)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 20 });
            if (document.RootElement.ValueKind == JsonValueKind.Object) return Names(document.RootElement, 0);
            problem(1, "The description isn't a list of keys and values; it was left out.");
        }
        catch (JsonException error)
        {
            problem((int)(error.LineNumber ?? 0) + 1, $"The JSON is broken here ({Short(error.Message)}); it was left out.");
        }

        return new(StringComparer.Ordinal);
    }

    private static Dictionary<string, FrontValue> Names(JsonElement json, int depth)
    {
        var values = new Dictionary<string, FrontValue>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            values[depth == 0 ? FrontMatter.Key(property.Name) : property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.Array => new FrontValue(1) { List = [.. property.Value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())] },
                JsonValueKind.Object => new FrontValue(1) { Names = Names(property.Value, depth + 1) },
                JsonValueKind.String => new FrontValue(1) { Text = property.Value.GetString() },
                JsonValueKind.Null => new FrontValue(1) { Text = "" },
                _ => new FrontValue(1) { Text = property.Value.GetRawText() },
            };
        }

        return values;
    }

    private static (int Start, int End, int Body)? Fenced(string text, string fence)
    {
        var first = text.IndexOf('\n');
        if (first < 0 || first > fence.Length + 20 || text[..first].TrimEnd() != fence) return null;
        for (var at = first; at >= 0 && at < MaxLength && at < text.Length - 1;)
        {
            var next = text.IndexOf('\n', at + 1);
            var line = next < 0 ? text[(at + 1)..] : text[(at + 1)..next];
            if (line.TrimEnd() == fence || (fence == "---" && line.TrimEnd() == "...")) return (first + 1, at + 1, next < 0 ? text.Length : next + 1);
            at = next;
        }

        return null;
    }

    /// <summary>A text may begin with a rule across the page.</summary>
    private static bool LooksLikeText(string front) => front.Trim().Length > 0 && !KeyLine().IsMatch(front) && !front.TrimStart().StartsWith('#');

    private static int Line(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    private static string Unquoted(string value) => value.Trim() is ['"' or '\'', .., '"' or '\''] and var quoted && quoted.Length > 1 ? quoted[1..^1] : value.Trim();

    private static string Short(string message) => (message.Length <= 120 ? message : message[..120] + "…").ReplaceLineEndings(" ").TrimEnd('.');

    [GeneratedRegex(@"^(?<key>[A-Za-z_][\w -]{0,60}):(?:[ \t](?<value>[^\n]*))?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex KeyLine();
}
