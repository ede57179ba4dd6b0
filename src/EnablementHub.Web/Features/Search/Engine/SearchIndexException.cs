namespace EnablementHub.Features.Search.Engine;

public abstract class SearchIndexException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Another process (or another engine of this one) holds the directory.</summary>
public sealed class IndexHeldException(string directory, Exception? innerException = null)
    : SearchIndexException($"The search index in {directory} is held by another process.", innerException)
{
    public string Directory { get; } = directory;
}

public enum IndexWriteFault
{
    DiskFull,
    Locked,
    ReadOnly,
    Damaged,
    Other,
}

/// <summary>A change could not be stored. Nothing of it is in the index.</summary>
public sealed class IndexWriteException(IndexWriteFault fault, string message, Exception? innerException = null)
    : SearchIndexException(message, innerException)
{
    public IndexWriteFault Fault { get; } = fault;
}

/// <summary>The index cannot be read as it stands.</summary>
public sealed class IndexReadException(string message, Exception? innerException = null) : SearchIndexException(message, innerException);
