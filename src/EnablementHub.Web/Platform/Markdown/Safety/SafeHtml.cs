using System.Collections.Frozen;

namespace EnablementHub.Platform.Markdown.Safety;

/// <summary>The elements, attributes and classes that a rendered text may have: all others are left out.</summary>
internal static class SafeHtml
{
    /// <summary>Elements by name; true for those that end a line of the plain text.</summary>
    internal static readonly FrozenDictionary<string, bool> Elements = new Dictionary<string, bool>(StringComparer.Ordinal)
    {
        ["p"] = true,
        ["br"] = true,
        ["hr"] = true,
        ["h2"] = true,
        ["h3"] = true,
        ["h4"] = true,
        ["h5"] = true,
        ["h6"] = true,
        ["ul"] = true,
        ["ol"] = true,
        ["li"] = true,
        ["blockquote"] = true,
        ["pre"] = true,
        ["div"] = true,
        ["section"] = true,
        ["table"] = true,
        ["thead"] = true,
        ["tbody"] = true,
        ["tr"] = true,
        ["th"] = true,
        ["td"] = true,
        ["code"] = false,
        ["em"] = false,
        ["strong"] = false,
        ["del"] = false,
        ["ins"] = false,
        ["sub"] = false,
        ["sup"] = false,
        ["mark"] = false,
        ["a"] = false,
        ["img"] = false,
        ["input"] = false,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static readonly FrozenSet<string> Void = new[] { "br", "hr", "img", "input" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Classes = new[]
    {
        "task-list-item", "contains-task-list", "footnotes", "footnote-ref", "footnote-back-ref",
        "play-block", "play-know", "play-say", "play-show", "play-do", "play-block-label", "play-block-title",
        "callout", "callout-note", "callout-tip", "callout-important", "callout-warning", "callout-caution", "callout-label",
    }.ToFrozenSet(StringComparer.Ordinal);

    internal static bool IsClass(string name) =>
        Classes.Contains(name)
        || (name.StartsWith("language-", StringComparison.Ordinal)
            && name.Length is > 9 and <= 40
            && name.AsSpan(9).IndexOfAnyExcept(LanguageCharacters) < 0);

    private static readonly System.Buffers.SearchValues<char> LanguageCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#-_.");
}
