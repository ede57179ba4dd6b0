using EnablementHub.Data;

namespace EnablementHub.Features.Library.Lifecycle;

/// <summary>A text outside of items in which somebody typed a web address.</summary>
public sealed record TypedText
{
    /// <summary>Where it is kept; <see cref="Field"/> names its column.</summary>
    public required PlaceKey Place { get; init; }
    public required string Field { get; init; }

    /// <summary>In a word: exercise, quiz.</summary>
    public required string What { get; init; }
    public required string Title { get; init; }

    /// <summary>The page on which it is changed.</summary>
    public required string Address { get; init; }

    /// <summary>Name of a symbol in <c>img/icons.svg</c>.</summary>
    public required string Icon { get; init; }

    /// <summary>The <see cref="Platform.Security.Capability"/> that its page asks for; null: whoever reads.</summary>
    public string? Needs { get; init; }
    public required string Text { get; init; }
    public required int MaxLength { get; init; }
}

/// <summary>A room that keeps texts outside of items: the addresses in them are looked at, shown as uses and led elsewhere like the links of items.</summary>
public interface ITypedTexts
{
    /// <summary>What every address of the web begins with; asked of the database, so that texts without one stay there.</summary>
    const string Mark = "http";

    /// <summary>All that hold an address, without what is over.</summary>
    Task<IReadOnlyList<TypedText>> FindAsync(CancellationToken cancellationToken);

    /// <summary>In the caller's unit; the caller saves.</summary>
    /// <returns>False: it isn't this room's, or it no longer says what it said before.</returns>
    Task<bool> ReplaceAsync(PlaceKey place, string field, string before, string after, CancellationToken cancellationToken);
}

public static class TypedTextRows
{
    /// <returns>The row; null where it no longer says what it said before.</returns>
    public static async Task<T?> ReplaceTextAsync<T>(this HubDbContext database, int id, string field, string before, string after, CancellationToken cancellationToken)
        where T : class
    {
        if (await database.FindAsync<T>([id], cancellationToken) is not { } row) return null;
        var text = database.Entry(row).Property<string?>(field);
        if (text.CurrentValue != before) return null;
        text.CurrentValue = after;
        return row;
    }
}
