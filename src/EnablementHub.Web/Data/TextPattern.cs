namespace EnablementHub.Data;

/// <summary>Patterns for LIKE that mean what was typed, on every database.</summary>
public static class TextPattern
{
    /// <summary>Stands before a sign that means itself; to be named in the query.</summary>
    public const string Escape = @"\";

    /// <summary>Texts that hold this one.</summary>
    public static string Containing(string text) => $"%{Plain(text)}%";

    /// <summary>Texts that hold those words in that order, with anything between and around them.</summary>
    public static string InOrder(string words) => $"%{string.Join('%', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Plain))}%";

    /// <summary>A bracket begins a set of signs on SQL Server, and is harmless to escape elsewhere.</summary>
    private static string Plain(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
}
