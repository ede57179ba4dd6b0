using System.Text;

namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>The letters of a text's terms, one after the other.</summary>
internal sealed class TermBuffer
{
    private char[] _letters = new char[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Slice(int start, int length) => _letters.AsSpan(start, length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<char> letters)
    {
        Reserve(letters.Length);
        letters.CopyTo(_letters.AsSpan(Length));
        Length += letters.Length;
    }

    public void AppendAscii(ReadOnlySpan<char> letters)
    {
        Reserve(letters.Length);
        Ascii.ToLower(letters, _letters.AsSpan(Length), out _);
        Length += letters.Length;
    }

    private void Reserve(int length)
    {
        if (Length + length > _letters.Length)
        {
            Array.Resize(ref _letters, Math.Max(_letters.Length * 2, Length + length));
        }
    }
}
