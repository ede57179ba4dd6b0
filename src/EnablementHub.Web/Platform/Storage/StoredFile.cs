namespace EnablementHub.Platform.Storage;

/// <param name="Key">What the store finds the file by.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits, taken while the bytes went by.</param>
public sealed record StoredFile(string Key, long Length, string Sha256);

public sealed record StoredFileInfo(string Key, long Length, DateTimeOffset LastModified);

/// <param name="Number">From 1.</param>
/// <param name="Length">Bytes.</param>
public sealed record StagedPart(int Number, long Length);
