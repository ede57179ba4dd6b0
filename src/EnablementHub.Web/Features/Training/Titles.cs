namespace EnablementHub.Features.Training;

/// <summary>Finds titles by words in the database.</summary>
internal static class Titles
{
    public const string Escape = "\\";

    /// <summary>For LIKE: those words in that order, with anything between and around them.</summary>
    public static string Pattern(string words) =>
        $"%{string.Join('%', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Plain))}%";

    private static string Plain(string word) => word
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
}
