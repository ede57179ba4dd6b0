using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace EnablementHub.Features.Library.Bulk;

public static class EndingLinks
{
    /// <summary>The page that shows what depends on the items before they end.</summary>
    public static string Consequences(EndingKind kind, IEnumerable<int> ids, string returnUrl) => QueryHelpers.AddQueryString(
        "/library/ending", [new("kind", Slug(kind)), .. ids.Select(id => KeyValuePair.Create<string, string?>("ids", id.ToString(CultureInfo.InvariantCulture))), new("returnUrl", returnUrl)]);

    public static string Outcome(int endingId) => FormattableString.Invariant($"/library/ending/{endingId}");

    public static string Slug(EndingKind kind) => kind == EndingKind.Expire ? "expire" : "archive";

    public static EndingKind? KindOf(string? slug) => slug switch { "expire" => EndingKind.Expire, "archive" => EndingKind.Archive, _ => null };
}
