using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EnablementHub.Features.Tokens;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Api;

/// <summary>Another system, which speaks to the hub with a token of somebody.</summary>
public sealed class ApiScript : IDisposable
{
    private readonly TestBrowser _browser;

    private ApiScript(TestBrowser browser, int personId) => (_browser, PersonId) = (browser, personId);

    public HttpClient Http => _browser.Http;
    public int PersonId { get; }

    public static async Task<ApiScript> StartAsync(TestHub hub, string name, string role, string scope = TokenScopes.Write)
    {
        var person = await hub.AddPersonAsync(name, role);
        await using var services = hub.App.Services.CreateAsyncScope();
        var outcome = await services.ServiceProvider.GetRequiredService<CreateToken>().RunAsync(new TokenRequest { PersonId = person.Id, Name = "script", Scope = scope }, TestContext.Current.CancellationToken);
        var browser = hub.Anonymous();
        browser.Http.DefaultRequestHeaders.Accept.Clear();
        browser.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", outcome.Token);
        return new ApiScript(browser, person.Id);
    }

    public async Task<ApiReply> SendAsync(string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith('/') ? path : "/api/v1/" + path);
        if (body is not null) request.Content = body as HttpContent ?? new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await ApiReply.ReadAsync(answer);
    }

    public Task<ApiReply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public Task<ApiReply> PostAsync(string path, object? body = null, params (string Name, string Value)[] headers) => SendAsync("POST", path, body, headers);

    public Task<ApiReply> PatchAsync(string path, object body, string tag) => SendAsync("PATCH", path, body, ("If-Match", tag));

    public void Dispose() => _browser.Dispose();
}

public sealed record ApiReply(HttpStatusCode Status, JsonElement Json, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public string Tag => Headers["ETag"];

    public JsonElement this[string field] => Json.GetProperty(field);

    public int Id => Json.GetProperty("id").GetInt32();

    public static async Task<ApiReply> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new ApiReply(answer.StatusCode, isJson && text.Length > 0 ? JsonDocument.Parse(text).RootElement : default, text, headers);
    }

    public ApiReply Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} in place of {(int)status}: {Text}");
        return this;
    }

    /// <summary>A problem in its agreed form, whose detail, or a sentence on the field, contains these words.</summary>
    public ApiReply IsProblem(HttpStatusCode status, string words = "", string? field = null)
    {
        Is(status);
        Assert.Equal("application/problem+json", Headers["Content-Type"].Split(';')[0]);
        Assert.Empty(Json.EnumerateObject().Select(property => property.Name).Except(["type", "title", "status", "detail", "errors", "traceId"]));
        foreach (var name in new[] { "type", "title", "detail", "traceId" }) Assert.NotEqual("", Json.GetProperty(name).GetString());
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        var told = field is null ? Json.GetProperty("detail").GetString()! : string.Join(' ', Json.GetProperty("errors").GetProperty(field).EnumerateArray().Select(sentence => sentence.GetString()));
        Assert.Contains(words, told, StringComparison.Ordinal);
        return this;
    }
}
