using System.Text;

namespace EnablementHub.Tests.Support;

/// <summary>What a player's script sends.</summary>
public static class TestBeacon
{
    public static Task<HttpResponseMessage> BeaconAsync(this TestBrowser browser, int itemId, int mediaId, params (double Start, double End)[] spans) =>
        browser.SendJsonAsync($"/items/{itemId}/progress", Report(mediaId, spans));

    public static string Report(int mediaId, (double Start, double End)[] spans, double? position = null, Guid? searchId = null) => FormattableString.Invariant(
        $"{{\"mediaId\":{mediaId},\"spans\":[{string.Join(',', spans.Select(span => FormattableString.Invariant($"[{span.Start},{span.End}]")))}],\"position\":{(position is { } at ? FormattableString.Invariant($"{at}") : "null")},\"sitting\":\"a1\",\"searchId\":{(searchId is { } id ? $"\"{id}\"" : "null")}}}");

    /// <param name="token">Null: taken from a page; empty: none is sent.</param>
    public static async Task<HttpResponseMessage> SendJsonAsync(this TestBrowser browser, string path, string json, string? token = null)
    {
        token ??= await browser.TokenAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (token.Length > 0) request.Headers.Add("X-Antiforgery", token);
        return await browser.Http.SendAsync(request);
    }
}
