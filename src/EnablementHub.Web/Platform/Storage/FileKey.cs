using System.Buffers;

namespace EnablementHub.Platform.Storage;

/// <summary>Keys look like <c>3f/a2/3fa2…</c>: two levels of 256 folders keep a million files listable.</summary>
internal static class FileKey
{
    internal const int IdLength = 32;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    internal static string NewId() => Guid.NewGuid().ToString("N");

    internal static string FromId(string id) => $"{id[..2]}/{id[2..4]}/{id}";

    internal static string IdOf(string key) => key[^IdLength..];

    internal static bool IsId(string? text) =>
        text is { Length: IdLength } && !text.AsSpan().ContainsAnyExcept(Digits);

    internal static bool IsKey(string? text) =>
        text is { Length: IdLength + 6 } && IsId(text[6..]) && string.Equals(FromId(text[6..]), text, StringComparison.Ordinal);
}
