using System.Globalization;
using System.Text;

namespace EnablementHub.Features.Import.Exporting;

/// <summary>YAML that every reader reads alike: texts in quotes or, with several lines, as a block.</summary>
public sealed class FrontMatterWriter
{
    private readonly StringBuilder _yaml = new("---\n");

    public void Word(string key, string word) => _yaml.Append(key).Append(": ").Append(word).Append('\n');

    /// <summary>Nothing for an empty text.</summary>
    public void Text(string key, string? text)
    {
        if (string.IsNullOrEmpty(text)) return;
        _yaml.Append(key).Append(": ");
        if (text.Contains('\n', StringComparison.Ordinal) && text.All(character => character is '\n' or >= ' ' and < '\u007f' or > '\u00a0' and < '\u2028' or > '\u2029' and < '\ufeff') && !char.IsWhiteSpace(text[0]))
            _yaml.Append("|-\n").Append(string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? "" : "  " + line))).Append('\n');
        else _yaml.Append(Quoted(text)).Append('\n');
    }

    public void Day(string key, DateOnly? day)
    {
        if (day is { } known) Word(key, known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    public void List(string key, IReadOnlyList<string> values, bool skipEmpty = false)
    {
        if (values.Count > 0 || !skipEmpty) Word(key, $"[{string.Join(", ", values.Select(Quoted))}]");
    }

    public void Audience(IEnumerable<string> roles, IEnumerable<string> teams)
    {
        var (r, t) = (roles.Order(StringComparer.Ordinal).ToList(), teams.Order(StringComparer.Ordinal).ToList());
        if (r.Count + t.Count == 0) return;
        _yaml.Append("audience:\n");
        if (r.Count > 0) List("  roles", r);
        if (t.Count > 0) List("  teams", t);
    }

    public string Before(string body) => _yaml.Append("---\n").Append(body.Length > 0 ? "\n" + body + "\n" : "").ToString();

    internal static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                < ' ' or '\u007f' or '\u0085' or '\u00a0' or '\u2028' or '\u2029' or '\ufeff' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }
}
