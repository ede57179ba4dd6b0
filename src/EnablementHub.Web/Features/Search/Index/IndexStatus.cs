using System.Text.Json;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Telemetry;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Search.Index;

/// <summary>How far this node's index has come. Written to a small file beside the index too, for <c>hub reindex</c> in another process.</summary>
public sealed record IndexState
{
    public static IndexState Unknown { get; } = new();

    /// <summary>Number of the last change that the index holds.</summary>
    public long Watermark { get; init; }

    /// <summary>Number of the newest change in the database when it was last looked at.</summary>
    public long NewestChange { get; init; }

    public int Items { get; init; }
    public bool IsRebuilding { get; init; }

    /// <summary>Items in the new index so far, and how many it will be about.</summary>
    public int RebuiltItems { get; init; }
    public int ItemsToRebuild { get; init; }

    /// <summary>True from the first time that the index held everything there was.</summary>
    public bool WasCurrent { get; init; }

    /// <summary>Since when the index has been behind; null: it is not.</summary>
    public DateTimeOffset? BehindSince { get; init; }

    /// <summary>What went wrong last, as long as it has not gone right since.</summary>
    public string? Error { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>What the engine could not do in the background and will try again.</summary>
    public string? Trouble { get; init; }

    public long Lag => Math.Max(0, NewestChange - Watermark);
}

/// <summary>The projector writes it, health and <c>hub reindex</c> read it.</summary>
public sealed class IndexStatus
{
    private readonly string _folder;
    private readonly Lock _writing = new();
    private volatile IndexState _current = IndexState.Unknown;
    private IndexState? _written;

    public IndexStatus(DataDirectory directory, IOptions<NodeOptions> node)
    {
        _folder = directory.IndexFolderOf(node.Value.Name);
        HubTelemetry.Meter.CreateObservableGauge("hub.search.index.lag", () => Current.Lag, "{change}", "Changes that the search index does not hold yet.");
        HubTelemetry.Meter.CreateObservableGauge("hub.search.index.items", () => Current.Items, "{item}", "Items in the search index.");
    }

    public IndexState Current => _current;

    internal void Update(Func<IndexState, IndexState> change)
    {
        lock (_writing)
        {
            var next = change(_current);
            if (next == _current && _written is not null) return;
            _current = next;
            try
            {
                var temporary = FileIn(_folder) + ".new";
                File.WriteAllText(temporary, JsonSerializer.Serialize(next));
                File.Move(temporary, FileIn(_folder), overwrite: true);
                _written = next;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Only the progress of a command in another process depends on it; a full disk shows elsewhere.
            }
        }
    }

    /// <summary>What the server that holds this index wrote last; null when nothing can be read.</summary>
    internal static IndexState? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<IndexState>(File.ReadAllText(FileIn(folder)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string FileIn(string folder) => Path.Combine(folder, "status.json");
}
