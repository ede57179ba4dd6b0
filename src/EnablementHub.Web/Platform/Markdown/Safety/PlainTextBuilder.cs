using System.Text;

namespace EnablementHub.Platform.Markdown.Safety;

/// <summary>Collects what a reader sees, a block a line, with white space as a browser would show it.</summary>
internal sealed class PlainTextBuilder
{
    private readonly StringBuilder _text = new();

    internal void Add(string piece, bool keepsLines)
    {
        if (keepsLines)
        {
            _text.Append(piece);
            return;
        }

        foreach (var character in piece)
        {
            if (!char.IsWhiteSpace(character))
            {
                _text.Append(character);
            }
            else if (_text.Length > 0 && !char.IsWhiteSpace(_text[^1]))
            {
                _text.Append(' ');
            }
        }
    }

    internal void EndLine()
    {
        if (_text.Length > 0 && _text[^1] == ' ')
        {
            _text.Length--;
        }

        if (_text.Length > 0 && _text[^1] != '\n')
        {
            _text.Append('\n');
        }
    }

    public override string ToString() => _text.ToString().Trim();
}
