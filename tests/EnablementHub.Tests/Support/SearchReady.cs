using System.Diagnostics;
using System.Text.Json;
using EnablementHub.Features.Search.Index;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Support;

/// <summary>Waits for the index, and asks it what a program would ask.</summary>
internal static class SearchReady
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Returns when the index of the hub holds every change so far.</summary>
    public static async Task IndexedAsync(this TestHub hub)
    {
        var newest = await hub.App.Services.GetRequiredService<IndexSource>().NewestChangeAsync(CancellationToken.None);
        await hub.UntilAsync(state => state.Watermark >= newest && !state.IsRebuilding && state.WasCurrent);
    }

    public static async Task UntilAsync(this TestHub hub, Func<IndexState, bool> isReached)
    {
        var status = hub.App.Services.GetRequiredService<IndexStatus>();
        var started = Stopwatch.GetTimestamp();
        while (!isReached(status.Current))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"The index did not get there: {status.Current}");
            await Task.Delay(20);
        }
    }

    public static async Task<JsonElement> FindAsync(this TestBrowser browser, string parameters)
    {
        var text = await browser.ReadAsync("/api/v1/search?" + parameters);
        return JsonDocument.Parse(text).RootElement;
    }

    public static int[] Ids(this JsonElement answer) => [.. answer.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("id").GetInt32())];

    public static int Total(this JsonElement answer) => answer.GetProperty("total").GetInt32();

    public static Dictionary<string, int> Facet(this JsonElement answer, string dimension) =>
        answer.GetProperty("facets").TryGetProperty(dimension, out var values)
            ? values.EnumerateArray().ToDictionary(value => value.GetProperty("value").GetString()!, value => value.GetProperty("count").GetInt32())
            : [];
}
