using Lucene.Net.Analysis;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace EnablementHub.Features.Search.Engine.Lucene.Files;

/// <summary>How the one writer of an index works.</summary>
internal static class WriterSettings
{
    public const double UsualBufferMegabytes = 16;
    private const double BuildBufferMegabytes = 96;
    private const int SegmentsATier = 5;

    /// <param name="noteMerge">Told of each merge: why it failed, or null.</param>
    public static IndexWriter Open(FileDirectory directory, bool isNew, bool isBuilding, Action<Exception?> noteMerge) => new(
        directory,
        new IndexWriterConfig(LuceneVersion.LUCENE_48, new NoAnalyzer())
        {
            OpenMode = isNew ? OpenMode.CREATE : OpenMode.APPEND,
            MergeScheduler = new BackgroundMerges(noteMerge),
            MergePolicy = new TieredMergePolicy { SegmentsPerTier = SegmentsATier, MaxMergeAtOnce = SegmentsATier },
            RAMBufferSizeMB = isBuilding ? BuildBufferMegabytes : UsualBufferMegabytes,
        });

    /// <summary>All texts come as terms already.</summary>
    private sealed class NoAnalyzer : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) => throw new NotSupportedException();
    }
}
