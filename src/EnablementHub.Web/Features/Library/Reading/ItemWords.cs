using System.Globalization;
using EnablementHub.Features.Shared;
using Microsoft.AspNetCore.Html;

namespace EnablementHub.Features.Library.Reading;

/// <summary>How sizes, counts and states read.</summary>
public static class ItemWords
{
    public static string Size(long bytes) => bytes switch
    {
        >= 1_000_000_000 => Text($"{bytes / 1e9:0.#} GB"),
        >= 1_000_000 => Text($"{bytes / 1e6:0.#} MB"),
        >= 1_000 => Text($"{bytes / 1e3:0} kB"),
        _ => Text($"{bytes} bytes"),
    };

    public static string FileType(string contentType, string fileName) => contentType switch
    {
        "application/pdf" => "PDF",
        _ when Path.GetExtension(fileName) is { Length: > 1 } extension => extension[1..].ToUpperInvariant(),
        _ => "File",
    };

    public static string Count(int count, string one, string many) => Text($"{count:N0} {(count == 1 ? one : many)}");

    public static string Trust(TrustStatus trust) => trust switch
    {
        TrustStatus.Verified => "Verified",
        TrustStatus.Due => "Review due",
        _ => "Unverified",
    };

    public static string Status(PublicationStatus status) => status == PublicationStatus.InReview ? "In review" : status.ToString();

    /// <summary>What stands beside a published item while a change of it waits.</summary>
    public static string PendingChange(ApprovalState approval, DateOnly? changeOn) => approval switch
    {
        _ when changeOn is { } day => $"Change on {ReadableTime.Absolute(day)}",
        ApprovalState.Waiting => "Change in review",
        ApprovalState.ChangesAsked => "Changes asked for",
        ApprovalState.Approved => "Change approved",
        _ => "Change waits",
    };

    public static string Icon(ItemKind kind) => kind.Slug();

    /// <summary>An icon of the sprite. It says nothing by itself; a word stands beside it.</summary>
    public static IHtmlContent Mark(string icon) => new HtmlString($"<svg class=\"icon\" aria-hidden=\"true\"><use href=\"/img/icons.svg#{icon}\"></use></svg>");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
