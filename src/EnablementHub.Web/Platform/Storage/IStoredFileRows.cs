using EnablementHub.Data;

namespace EnablementHub.Platform.Storage;

/// <summary>A file that a row of the database names.</summary>
public sealed record StoredFileRow
{
    public required string StoreKey { get; init; }
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    /// <summary>For findings: what it is, in words, for example <c>Item 7: the file "call.mp4"</c>.</summary>
    public required string Name { get; init; }
}

/// <summary>Which files the rows of one room name: what nobody names is cleared away, and what is named is checked and copied. One implementation a room that keeps files.</summary>
public interface IStoredFileRows
{
    IQueryable<StoredFileRow> In(HubDbContext database);
}
