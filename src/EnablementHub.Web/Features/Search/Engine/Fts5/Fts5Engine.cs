using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>
/// The search engine that needs nothing installed: SQLite FTS5 holds terms and places in a file of its own, filters, counts and visibility are columns
/// in memory, ranking is ours.
/// </summary>
public sealed class Fts5Engine : StoredEngine
{
    private Fts5Engine(string directory)
        : base(directory)
    {
    }

    internal IndexFile? Opened => (IndexFile?)Store;

    private protected override string Pattern => "index-*.db";

    /// <summary>Opens the index of a directory, which is created if need be. A missing or unusable index opens empty and asks for a rebuild.</summary>
    /// <exception cref="IndexHeldException">Another process or engine has it open.</exception>
    public static Fts5Engine Open(string directory)
    {
        var engine = new Fts5Engine(directory);
        engine.OpenStore();
        return engine;
    }

    private protected override IndexStore Create(string path, IndexState state) => IndexFile.Create(path, state);

    private protected override IndexStore? TryOpen(string path, out string? reason) => IndexFile.TryOpen(path, out reason);

    private protected override void Delete(string path) => IndexFile.Delete(path);
}
