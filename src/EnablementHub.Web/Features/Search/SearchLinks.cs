using System.Globalization;

namespace EnablementHub.Features.Search;

/// <summary>Where a hit leads.</summary>
public static class SearchLinks
{
    public static string Item(int id) => string.Create(CultureInfo.InvariantCulture, $"/items/{id}");

    /// <summary>The item, opened at a moment.</summary>
    /// <param name="id">The item.</param>
    /// <param name="start">Seconds from the start of its recording.</param>
    public static string Moment(int id, double start) => string.Create(CultureInfo.InvariantCulture, $"/items/{id}?start={Math.Round(start, 3)}");

    /// <summary>The player alone, to open within a row.</summary>
    /// <param name="id">The item.</param>
    /// <param name="start">Seconds from the start of its recording; null: where the person stopped, else the start.</param>
    /// <param name="searchId">The search whose result it is, if it is one.</param>
    public static string Player(int id, double? start = null, Guid? searchId = null)
    {
        var moment = start is { } second ? string.Create(CultureInfo.InvariantCulture, $"start={Math.Round(second, 3)}") : null;
        var search = searchId is { } found ? $"search={found}" : null;
        var parameters = string.Join('&', new[] { search, moment }.OfType<string>());
        return string.Create(CultureInfo.InvariantCulture, $"/items/{id}/inline-player{(parameters.Length > 0 ? "?" : "")}{parameters}");
    }

    public static string Media(int mediaFileId) => string.Create(CultureInfo.InvariantCulture, $"/media/{mediaFileId}");
}
