using System.Diagnostics;
using System.Net;
using System.Text.Json;
using EnablementHub.Features.Api.OpenApi;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Api.OpenApi;

public sealed class OpenApiTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Document_DescribesExactlyTheRoutesThatAreThere()
    {
        using var document = await ReadAsync();
        Assert.StartsWith("3.1.", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var described = (from path in document.RootElement.GetProperty("paths").EnumerateObject()
                         from operation in path.Value.EnumerateObject()
                         select $"{operation.Name.ToUpperInvariant()} {path.Name}").Order(StringComparer.Ordinal);
        var served = (from endpoint in _hub.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                      let route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
                      where route.StartsWith("/api/", StringComparison.Ordinal)
                      from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                      select $"{method} {route.Replace(":int", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal)}").Order(StringComparer.Ordinal);
        Assert.Equal(served, described);
    }

    [Fact]
    public async Task EveryOperation_HasWordsAnswersAndErrors()
    {
        using var document = await ReadAsync();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var name = $"{operation.Name} {path.Name}";
                Assert.True(ids.Add(operation.Value.GetProperty("operationId").GetString()!), name);
                Assert.True(operation.Value.TryGetProperty("summary", out _), name + " has no summary");
                var answers = operation.Value.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).ToList();
                Assert.True(answers.Exists(status => status[0] == '2') && answers.Contains("401") && answers.Contains("429") && answers.Contains("500"), name);
                if (path.Name.Contains("{id}", StringComparison.Ordinal)) Assert.Contains("404", answers);
                if (operation.Name != "get") Assert.Contains("403", answers);
                if (!operation.Value.TryGetProperty("parameters", out var parameters)) continue;
                Assert.All(parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "path"), parameter => Assert.True(parameter.GetProperty("required").GetBoolean(), name));
            }
        }
    }

    [Fact]
    public async Task Document_IsValid_AndItsExamplesFit()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(SourceTree.Root, "node_modules", "@seriousme", "openapi-schema-validator")), "The validator is not installed: run 'npm ci' in the repository's root.");
        using var document = await ReadAsync();
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(SourceTree.Root, "tests", "EnablementHub.Tests", "Support", "check-openapi.mjs"));
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(document.RootElement.GetRawText());
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        using var verdict = JsonDocument.Parse(await output);
        Assert.Empty(verdict.RootElement.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()));
        Assert.True(verdict.RootElement.GetProperty("examples").GetInt32() > 100);
    }

    [Fact]
    public async Task Page_ShowsEveryOperation_WithALineThatDoesIt_AndEveryProblem()
    {
        using var rep = await _hub.SignInAsAsync("Rita Rep");
        var html = await rep.ReadAsync("/developers");
        using var document = await ReadAsync();
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject()) Assert.Contains($"<code>{path.Name}</code>", html, StringComparison.Ordinal);
        Assert.Contains("id=\"changed-meanwhile\"", html, StringComparison.Ordinal);
        Assert.Contains("curl -X POST", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/developers\"", await rep.ReadAsync("/profile/tokens"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExampleOfANewItem_Works()
    {
        using var lead = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        await TestData.In(_hub).FacetAsync("topic", "pricing", "Pricing");
        using var document = await ReadAsync();
        var example = document.RootElement.GetProperty("paths").GetProperty("/api/v1/items").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
        (await lead.PostAsync("items", example.GetRawText())).Is(HttpStatusCode.Created);
    }

    private async Task<JsonDocument> ReadAsync()
    {
        using var stranger = _hub.Anonymous();
        return JsonDocument.Parse(await stranger.ReadAsync(ReferenceFeature.Address));
    }
}
