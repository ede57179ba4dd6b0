using System.Text.Json;
using System.Text.Json.Serialization;
using EnablementHub.Features.Usage;

namespace EnablementHub.Features.Clips.Playing;

/// <summary>What the player sends. Whatever else stands in it, such as the browser's idea of a sitting, is passed over: the hub goes by its own clock.</summary>
public sealed record ProgressBody
{
    public const int MaxBytes = 32 * 1024;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.Strict };

    public int MediaId { get; init; }

    /// <summary>Pairs of seconds.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Spans { get; init; }

    public double? Position { get; init; }
    public string? SearchId { get; init; }

    public IReadOnlyList<(double Start, double End)> Pairs => [.. (Spans ?? []).Select(span => (span[0], span[1]))];

    /// <summary>The search, when what was sent names one.</summary>
    public Guid? Search => Guid.TryParse(SearchId, out var id) ? id : null;

    /// <summary>Reads it, or says in a sentence what is wrong.</summary>
    public static (ProgressBody? Body, string Problem) Read(string json)
    {
        ProgressBody? body;
        try
        {
            body = JsonSerializer.Deserialize<ProgressBody>(json, Options);
        }
        catch (JsonException)
        {
            return (null, "This isn't the JSON of a progress report.");
        }

        if (body is null || body.MediaId <= 0) return (null, "mediaId must name the recording.");
        if (body.Spans is { Count: > ProgressReport.MaxSpans }) return (null, $"At most {ProgressReport.MaxSpans} spans fit into one report.");
        if (body.Spans is not null && body.Spans.Any(span => span is not { Count: 2 } || !double.IsFinite(span[0]) || !double.IsFinite(span[1])))
            return (null, "Each span is a pair of numbers: start and end in seconds.");
        if (body.Position is { } position && (!double.IsFinite(position) || position < 0)) return (null, "position is a number of seconds from the start.");
        return (body, "");
    }
}
