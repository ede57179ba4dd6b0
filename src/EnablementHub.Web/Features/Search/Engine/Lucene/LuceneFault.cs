using EnablementHub.Features.Search.Engine.Stores;
using Lucene.Net.Index;
using Lucene.Net.Store;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>What Lucene.Net or the file system answered instead of what was asked for.</summary>
internal sealed class LuceneFault(IndexWriteFault fault, Exception cause) : IndexFault(cause.Message, cause)
{
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    public override IndexWriteFault WriteFault => fault;

    /// <summary>Null for what is no fault of the index but of the code or the caller.</summary>
    public static IndexFault? Of(Exception error) => error switch
    {
        IndexFault known => known,
        MergePolicy.MergeException { InnerException: { } inner } => Of(inner),
        LockObtainFailedException => new LuceneFault(IndexWriteFault.Locked, error),
        UnauthorizedAccessException => new LuceneFault(IndexWriteFault.ReadOnly, error),
        CorruptIndexException or EndOfStreamException or FileNotFoundException or DirectoryNotFoundException => new LuceneFault(IndexWriteFault.Damaged, error),
        IOException { HResult: NoSpace or WindowsDiskFull or WindowsHandleDiskFull } => new LuceneFault(IndexWriteFault.DiskFull, error),
        IOException { HResult: ReadOnlyFileSystem } => new LuceneFault(IndexWriteFault.ReadOnly, error),
        IOException { InnerException: IOException inner } => Of(inner),
        IOException => new LuceneFault(IndexWriteFault.Other, error),
        _ => null,
    };
}
