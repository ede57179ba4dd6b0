using System.Text;

namespace EnablementHub.Platform.Markdown.Safety;

/// <summary>Collects what a reader sees, a block a line, with white space as a browser would show it.</summary>
internal sealed class PlainTextBuilder
{
    private readonly StringBuilder text = new();

    internal void Add(string piece, bool keepsLines)
    {
        if (keepsLines)
        {
            text.Append(piece);
            return;
        }

        foreach (var character in piece)
        {
            if (!char.IsWhiteSpace(character))
            {
                text.Append(character);
            }
            else if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
            {
                text.Append(' ');
            }
        }
    }

    internal void EndLine()
    {
        if (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    public override string ToString() => text.ToString().Trim();
}
