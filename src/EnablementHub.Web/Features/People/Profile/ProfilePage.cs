namespace EnablementHub.Features.People.Profile;

public sealed record ProfileForm
{
    public string? Name { get; init; }
    public string? TimeZone { get; init; }

    /// <summary>"light", "dark" or "auto".</summary>
    public string? Theme { get; init; }
}

public sealed record PasswordForm
{
    public string? Current { get; init; }
    public string? Password { get; init; }
    public string? Repeat { get; init; }
}

public sealed record SessionRow(int Id, string Browser, string Address, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool IsThisOne);

public sealed record ProfilePage
{
    public required ProfileForm Form { get; init; }
    public required string Email { get; init; }
    public required IReadOnlyList<string> Roles { get; init; }
    public required IReadOnlyList<SessionRow> Sessions { get; init; }
    public string? ProfileError { get; init; }
    public string? PasswordError { get; init; }
}

/// <summary>Names a browser and its system from what it says of itself, well enough to tell one's own apart.</summary>
public static class BrowserName
{
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string Of(string userAgent)
    {
        var browser = Find(Browsers, userAgent) ?? "Unknown browser";
        return Find(Systems, userAgent) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? Find((string Mark, string Name)[] known, string userAgent) =>
        Array.Find(known, entry => userAgent.Contains(entry.Mark, StringComparison.Ordinal)).Name;
}
