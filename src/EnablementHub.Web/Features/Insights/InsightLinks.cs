using System.Globalization;

namespace EnablementHub.Features.Insights;

/// <summary>Addresses of this room; each holds all that was chosen, so that it can be kept and sent.</summary>
public static class InsightLinks
{
    public const string Used = "/usage";
    public const string Searching = "/usage/searches";

    public static string Item(int id, int days = InsightWindow.Usual) => string.Create(CultureInfo.InvariantCulture, $"/usage/items/{id}?days={days}");
}
