namespace EnablementHub.Platform.Storage;

/// <param name="Key">What the store finds the file by.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits, taken while the bytes went by.</param>
public sealed record StoredFile(string Key, long Length, string Sha256);

/// <param name="Key">What the store finds the file by.</param>
/// <param name="Length">Bytes.</param>
/// <param name="LastModified">When it was stored.</param>
/// <param name="Sha256">Where the store keeps it beside the file; else null.</param>
public sealed record StoredFileInfo(string Key, long Length, DateTimeOffset LastModified, string? Sha256 = null);

/// <param name="Number">From 1.</param>
/// <param name="Length">Bytes.</param>
public sealed record StagedPart(int Number, long Length);
