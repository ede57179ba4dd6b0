using System.Text;

namespace EnablementHub.Features.Import.Reading;

/// <summary>A text file as text, whatever encoding it came in.</summary>
/// <param name="Text">Lines end with a line feed. Empty when it was refused.</param>
/// <param name="Refusal">Why it can't be read as text.</param>
/// <param name="Note">What the reader had to assume.</param>
internal sealed record TextFile(string Text, string? Refusal = null, string? Note = null)
{
    /// <summary>Longer ones can't become a page anyway.</summary>
    public const int MaxBytes = 2_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static async Task<TextFile> ReadAsync(string fullPath, CancellationToken cancellationToken)
    {
        try
        {
            var length = new FileInfo(fullPath).Length;
            if (length > MaxBytes) return new TextFile("", FormattableString.Invariant($"The file has {length / 1_000_000.0:N1} MB; a text of the hub has at most 200,000 characters. Split it."));
            return Decode(await File.ReadAllBytesAsync(fullPath, cancellationToken));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new TextFile("", $"It can't be read: {error.Message}");
        }
    }

    public static TextFile Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return new TextFile(Lines(Encoding.Unicode.GetString(bytes[2..])));
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return new TextFile(Lines(Encoding.BigEndianUnicode.GetString(bytes[2..])));
        if (bytes.Contains((byte)0)) return new TextFile("", "It isn't a text file.");
        try
        {
            return new TextFile(Lines(Strict.GetString(bytes)));
        }
        catch (DecoderFallbackException)
        {
            return new TextFile(Lines(Western.GetString(bytes)), Note: "It isn't UTF-8; it was read as Windows-1252. Look at its umlauts and accents.");
        }
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\0", "", StringComparison.Ordinal);
}
