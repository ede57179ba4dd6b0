using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Tests.Features.Search.Engine;

/// <summary>What every search engine of the hub must do, told as what a person sees. An engine's test class derives from it and opens its engine.</summary>
public abstract partial class SearchEngineContract : IAsyncDisposable
{
    protected static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"hub-engine-{Guid.NewGuid():N}");
    private ISearchEngine? _engine;
    private long _watermark;

    protected abstract ISearchEngine Open(string directory);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected string IndexDirectory => Path.Combine(_root, "search");

    protected ISearchEngine Engine => _engine ??= Open(IndexDirectory);

    protected static IndexedItem Item(int id, string title, string body = "", string summary = "") => new()
    {
        Id = id,
        Kind = "clip",
        Language = "en",
        Title = title,
        Summary = summary,
        Body = body,
        PublishedAt = Now.AddDays(-30),
    };

    protected static IReadOnlyDictionary<string, IReadOnlyList<string>> Values(params (string Dimension, string[] Values)[] values) =>
        values.ToDictionary(pair => pair.Dimension, pair => (IReadOnlyList<string>)pair.Values);

    protected Task PutAsync(params IndexedItem[] items) => Engine.ApplyAsync(items, [], ++_watermark, Stop);

    protected Task RemoveAsync(params int[] ids) => Engine.ApplyAsync([], ids, ++_watermark, Stop);

    protected static SearchQuery Query(string text) => new() { Text = text, Viewer = Visibility.Everything, Now = Now };

    protected SearchOutcome Search(SearchQuery query) => Engine.Search(query, Stop);

    protected SearchOutcome Search(string text) => Search(Query(text));

    protected int[] Found(SearchQuery query) => [.. Search(query).Hits.Select(hit => hit.Id).Order()];

    protected int[] Found(string text) => Found(Query(text));

    protected int[] InOrder(string text) => [.. Search(text).Hits.Select(hit => hit.Id)];

    protected static string Shown(string marked) => marked.Replace(MarkedText.Start, '[').Replace(MarkedText.End, ']');

    protected async Task CloseAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
            _engine = null;
        }
    }

    protected static async IAsyncEnumerable<IndexedItem> Stream(IEnumerable<IndexedItem> items)
    {
        foreach (var item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }

        GC.SuppressFinalize(this);
    }
}
