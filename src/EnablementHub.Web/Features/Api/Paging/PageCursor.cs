using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EnablementHub.Features.Api.Paging;

/// <summary>A page of a list. Nothing is left out or given twice while others write.</summary>
/// <param name="Next">Sent as cursor, it gives what follows; null on the last page.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Where a page ended: the order it was in, and the keys of its last row.</summary>
internal sealed record PageCursor(char Order, long First, long Second = 0)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
    public const int MaxLength = 80;
    public const string Refusal = "cursor isn't one that this list gave. Take next of the page before, or leave it out to begin.";

    public static string LimitRefusal => FormattableString.Invariant($"limit must be a whole number from 1 to {MaxLimit}.");

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Order}:{First}:{Second}")));

    /// <returns>False for what no list of this order gave.</returns>
    public static bool TryRead(string? text, char order, out PageCursor? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (text.Length > MaxLength || !Base64Url.IsValid(text)) return false;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(':');
        if (parts is not [[var given], var first, var second] || given != order) return false;
        if (!long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var one) || !long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var two)) return false;
        cursor = new PageCursor(order, one, two);
        return true;
    }

    /// <summary>Of one row more than the page has.</summary>
    public static ApiPage<TOut> Cut<TRow, TOut>(IReadOnlyList<TRow> rows, int limit, Func<TRow, TOut> show, Func<TRow, PageCursor> end) =>
        new([.. rows.Take(limit).Select(show)], rows.Count > limit ? end(rows[limit - 1]).ToString() : null);
}
