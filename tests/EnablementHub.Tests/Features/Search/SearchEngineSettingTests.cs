using EnablementHub.Features.Search.Engine;
using EnablementHub.Platform.Settings;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EnablementHub.Tests.Features.Search;

public sealed class SearchEngineSettingTests
{
    public static TheoryData<string> Engines => [.. SearchOptions.Engines];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Start_WithAnEngineOfThisBuild_UsesIt(string engine)
    {
        await using var hub = await TestHub.StartAsync(settings: [$"Search:Engine={engine}"]);

        Assert.StartsWith(engine, hub.App.Services.GetRequiredService<ISearchEngine>().GetType().Name, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Start_WithoutTheSetting_UsesTheFirstEngineOfThisBuild()
    {
        await using var hub = await TestHub.StartAsync();

        Assert.StartsWith(SearchOptions.Engines[0], hub.App.Services.GetRequiredService<ISearchEngine>().GetType().Name, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Start_WithAnUnknownEngine_NamesTheRightOnes()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHub.StartAsync(settings: ["Search:Engine=sphinx"]));

        Assert.Contains($"Search:Engine is \"sphinx\", but this build has: {string.Join(", ", SearchOptions.Engines)}.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithLuceneWhereTheBuildLacksIt_SaysWhy()
    {
        Assert.SkipWhen(SearchOptions.Engines.Contains(SearchOptions.Lucene), "This build has Lucene.Net.");

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHub.StartAsync(settings: ["Search:Engine=lucene"]));

        Assert.Contains("Lucene.Net was not in the feed", refused.Message, StringComparison.Ordinal);
    }
}
