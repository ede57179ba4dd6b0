using EnablementHub.Features.Duplicates;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Duplicates;

public sealed class ShinglesTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("one two three four", 0)]
    [InlineData("one two three four five", 1)]
    [InlineData("One, two — THREE\nfour; five!", 1)]
    [InlineData("one two three four five six", 2)]
    [InlineData("a a a a a a a a a", 1)]
    public void Runs_AreOfFiveWords(string text, int runs) => Assert.Equal(runs, Shingles.Of(text).Count);

    [Fact]
    public void CaseAndMarks_DontCount_AndOrderDoes()
    {
        Assert.Equal(1, Shingles.Similarity(Shingles.Of("The buyer's price is far too high"), Shingles.Of("the **buyer's** price – is FAR too high.")));
        Assert.Equal(0, Shingles.Similarity(Shingles.Of("one two three four five"), Shingles.Of("five four three two one")));
        Assert.Equal(0, Shingles.Similarity(Shingles.Of("short"), Shingles.Of("short")));
    }

    /// <summary>Any mixture of random texts: the index finds exactly the pairs that comparing each with each finds.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Index_FindsWhatBruteForceFinds(int seed)
    {
        await using var hub = await TestHub.StartAsync();
        var random = new Random(seed);
        var texts = new Dictionary<int, string>();
        for (var number = 0; number < 40; number++)
        {
            var text = number > 0 && random.Next(3) > 0 ? Changed(texts.Values.ElementAt(random.Next(texts.Count)), random) : Fresh(random);
            var item = random.Next(2) == 0
                ? await TestData.In(hub).Playbook($"Text {number}").Saying(text).PublishedAsync()
                : await TestData.In(hub).Clip($"Clip {number}").WithCues([.. text.Chunk(200).Select((part, at) => (at * 5.0, (at * 5.0) + 5, "Seller", new string(part)))]).DraftAsync();
            texts[item.Id] = text;
        }

        await RunAsync(hub);
        await AssertEqualAsync(hub);

        // Some change, some go; only what changed is looked at.
        await using (var database = hub.OpenDatabase())
        {
            var gone = await database.Items.OrderBy(item => item.Id).Take(3).ToListAsync(TestContext.Current.CancellationToken);
            foreach (var item in gone)
            {
                item.Archive(hub.Time.GetUtcNow());
                database.Changes.Add(new() { ItemId = item.Id, At = hub.Time.GetUtcNow() });
            }

            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(3, await RunAsync(hub));
        await AssertEqualAsync(hub);
        Assert.Equal(0, await RunAsync(hub));
    }

    private static async Task<int> RunAsync(TestHub hub)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SketchChanges>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task AssertEqualAsync(TestHub hub)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        await using var database = hub.OpenDatabase();
        var ids = await database.Items.OrderBy(item => item.Id).Select(item => item.Id).ToListAsync(TestContext.Current.CancellationToken);
        var sets = (await scope.ServiceProvider.GetRequiredService<SimilarItems>().ReadTextsAsync(ids, TestContext.Current.CancellationToken)).ToDictionary(text => text.Key, text => Shingles.Of(text.Value));
        var expected = from one in sets.Keys from other in sets.Keys where one < other let similarity = Shingles.Similarity(sets[one], sets[other]) where similarity >= SimilarItems.Threshold orderby one, other select (one, other, similarity);
        var found = await database.NearDuplicates.OrderBy(pair => pair.FirstId).ThenBy(pair => pair.SecondId).ToListAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(found);
        Assert.Equal(expected, found.Select(pair => (pair.FirstId, pair.SecondId, pair.Similarity)));
    }

    private static string Fresh(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(6, 300)).Select(_ => $"word{random.Next(2_000)}"));

    private static string Changed(string text, Random random)
    {
        var words = text.Split(' ').ToList();
        for (var change = random.Next(1 + (words.Count / 10)); change > 0 && words.Count > 5; change--)
        {
            var at = random.Next(words.Count);
            if (random.Next(2) == 0) words.RemoveAt(at);
            else words[at] = $"word{random.Next(2_000)}";
        }

        return string.Join(' ', words);
    }
}
