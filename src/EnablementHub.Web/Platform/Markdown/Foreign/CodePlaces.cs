using System.Text.RegularExpressions;

namespace EnablementHub.Platform.Markdown.Foreign;

/// <summary>Where a text shows code, so that nothing in it is taken for markup. Reads lines, for what comes from elsewhere isn't markdown yet.</summary>
internal sealed partial class CodePlaces
{
    private readonly List<(int Start, int End)> _places = [];

    internal CodePlaces(string text)
    {
        var at = 0;
        var (fenceStart, fence) = (-1, "");
        while (at < text.Length)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            var line = text.AsSpan(at, end - at);
            var mark = Fence(line);
            if (fenceStart < 0 && mark.Length > 0) (fenceStart, fence) = (at, mark);
            else if (fenceStart >= 0 && mark.Length >= fence.Length && mark[0] == fence[0] && line.Trim().TrimEnd(fence[0]).IsEmpty)
            {
                _places.Add((fenceStart, end));
                fenceStart = -1;
            }
            else if (fenceStart < 0 && line.Contains('`'))
            {
                foreach (Match code in Inline().Matches(text[at..end])) _places.Add((at + code.Index, at + code.Index + code.Length));
            }

            at = end + 1;
        }

        if (fenceStart >= 0) _places.Add((fenceStart, text.Length));
    }

    internal bool Has(int position)
    {
        var (low, high) = (0, _places.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (position < _places[middle].Start) high = middle - 1;
            else if (position >= _places[middle].End) low = middle + 1;
            else return true;
        }

        return false;
    }

    private static string Fence(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(" \t>-*+0123456789.)");
        if (text.Length < 3 || text[0] is not ('`' or '~')) return "";
        var length = text.IndexOfAnyExcept(text[0]);
        if (length < 0) length = text.Length;
        return length < 3 || (text[0] == '`' && text[length..].Contains('`')) ? "" : new string(text[0], length);
    }

    [GeneratedRegex(@"(?<mark>`+)(?!`).*?(?<!`)\k<mark>(?!`)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Inline();
}
