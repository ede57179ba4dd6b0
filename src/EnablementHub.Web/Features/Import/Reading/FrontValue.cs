namespace EnablementHub.Features.Import.Reading;

/// <summary>A value of front matter: a text, a list, or names with values.</summary>
/// <param name="Line">Of the file, counted from 1.</param>
internal sealed record FrontValue(int Line)
{
    public string? Text { get; init; }
    public IReadOnlyList<string>? List { get; init; }
    public IReadOnlyDictionary<string, FrontValue>? Names { get; init; }

    public bool IsEmpty => Names is null && (List is null ? string.IsNullOrWhiteSpace(Text) : List.Count == 0);

    /// <summary>A text is a list of one, or of several with commas between.</summary>
    public IReadOnlyList<string> Several => List ?? (string.IsNullOrWhiteSpace(Text) ? [] : [.. Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);

    public bool IsTrue => Text is { } text && (text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase));
}

/// <summary>What stands before a text, and the text.</summary>
/// <param name="Values">By key in lower case, with dashes.</param>
/// <param name="BodyLine">Line of the file on which the text begins, counted from 1.</param>
internal sealed record FrontMatter(IReadOnlyDictionary<string, FrontValue> Values, string Body, int BodyLine)
{
    public static string Key(string key)
    {
        key = key.Trim();
        var result = new System.Text.StringBuilder(key.Length + 4);
        for (var index = 0; index < key.Length; index++)
        {
            if (index > 0 && char.IsUpper(key[index]) && char.IsLower(key[index - 1])) result.Append('-');
            result.Append(key[index] is '_' or ' ' ? '-' : char.ToLowerInvariant(key[index]));
        }

        return result.ToString();
    }
}
