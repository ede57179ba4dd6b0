using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>
/// The search engine of large hubs: Lucene.Net holds terms and places, filters, counts and visibility are columns in memory, ranking is ours and the same
/// as that of the other engine.
/// </summary>
public sealed class LuceneEngine : StoredEngine
{
    private LuceneEngine(string directory)
        : base(directory)
    {
    }

    internal LuceneStore? Opened => (LuceneStore?)Store;

    /// <summary>Called before a file of any of its indexes is made, as <see cref="Files.FileDirectory.BeforeCreate"/> is for one.</summary>
    internal Action<string, bool>? BeforeCreate { get; set; }

    private protected override string Pattern => "lucene-*";

    /// <summary>Opens the index of a directory, which is created if need be. A missing or unusable index opens empty and asks for a rebuild.</summary>
    /// <exception cref="IndexHeldException">Another process or engine has it open.</exception>
    public static LuceneEngine Open(string directory)
    {
        var engine = new LuceneEngine(directory);
        engine.OpenStore();
        return engine;
    }

    private protected override IndexStore Create(string path, IndexState state) => Watched(LuceneStore.Create(path, state));

    private protected override IndexStore? TryOpen(string path, out string? reason) => LuceneStore.TryOpen(path, out reason) is { } store ? Watched(store) : null;

    private protected override void Delete(string path) => LuceneStore.Delete(path);

    private protected override IndexFault? Understand(Exception error) => LuceneFault.Of(error);

    private LuceneStore Watched(LuceneStore store)
    {
        store.Files.BeforeCreate = (path, isMerge) => BeforeCreate?.Invoke(path, isMerge);
        return store;
    }
}
