namespace EnablementHub.Platform.Markdown.Foreign;

/// <summary>A text from elsewhere in the hub's own markdown.</summary>
/// <param name="Text">Says the same, as far as it can be said.</param>
/// <param name="Problems">What could not be, in the order of the text.</param>
/// <param name="Anchors">Names that the text gave to places of its own accord.</param>
/// <param name="Lines">Where each line of the text came from.</param>
public sealed record ForeignText(string Text, IReadOnlyList<ForeignProblem> Problems, IReadOnlyList<ForeignAnchor> Anchors, LineOrigins Lines);

/// <param name="Line">Of the file, counted from 1.</param>
public sealed record ForeignProblem(int Line, string Sentence);

/// <param name="Line">Of the file, counted from 1.</param>
public sealed record ForeignAnchor(int Line, string Name);

/// <summary>Which line of a file each line of a text came from; all are counted from 1.</summary>
public sealed class LineOrigins
{
    private readonly int[] _lines;

    internal LineOrigins(int[] lines) => _lines = lines;

    public int Of(int line) => _lines.Length == 0 ? line : _lines[Math.Clamp(line - 1, 0, _lines.Length - 1)];

    internal static LineOrigins Begin(string text, int firstLine) => new([.. Enumerable.Range(firstLine, text.AsSpan().Count('\n') + 1)]);
}
