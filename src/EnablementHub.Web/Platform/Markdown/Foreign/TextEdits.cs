using System.Text;

namespace EnablementHub.Platform.Markdown.Foreign;

/// <summary>Changes to a text that are collected first and made in one go, so that no place moves under the next one.</summary>
internal sealed class TextEdits
{
    private readonly SortedDictionary<int, (int Length, string Put)> _edits = [];

    internal bool IsEmpty => _edits.Count == 0;

    /// <summary>The first change of a place wins; one that reaches into another is left out.</summary>
    internal void Put(int start, int length, string put) => _edits.TryAdd(start, (length, put));

    internal (string Text, LineOrigins Lines) ApplyTo(string text, LineOrigins lines)
    {
        if (IsEmpty) return (text, lines);
        var result = new StringBuilder(text.Length + 64);
        var origins = new List<int> { lines.Of(1) };
        var (at, line) = (0, 1);
        foreach (var (start, (length, put)) in _edits)
        {
            if (start < at || start + length > text.Length) continue;
            Copy(text.AsSpan(at, start - at), moves: true);
            Copy(put, moves: false);
            line += text.AsSpan(start, length).Count('\n');
            at = start + length;
        }

        Copy(text.AsSpan(at), moves: true);
        return (result.ToString(), new LineOrigins([.. origins]));

        void Copy(ReadOnlySpan<char> piece, bool moves)
        {
            result.Append(piece);
            for (var count = piece.Count('\n'); count > 0; count--)
            {
                if (moves) line++;
                origins.Add(lines.Of(line));
            }
        }
    }
}
