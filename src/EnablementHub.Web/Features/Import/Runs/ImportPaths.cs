using System.Globalization;

namespace EnablementHub.Features.Import.Runs;

/// <summary>Addresses of the room's pages.</summary>
public static class ImportPaths
{
    public const string Index = "/import";

    public static string Run(int id) => string.Create(CultureInfo.InvariantCulture, $"/import/{id}");

    public static string Run(int id, FindingKind? kind, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"/import/{id}?page={page}") + (kind is { } chosen ? "&kind=" + Slug(chosen) : "");

    public static string Report(int id) => string.Create(CultureInfo.InvariantCulture, $"/import/{id}/report.csv");

    public static string Slug(FindingKind kind) => kind.ToString().ToLowerInvariant();
}
