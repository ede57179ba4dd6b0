using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Links.Places;
using EnablementHub.Platform.Hosting;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Links.Places;

/// <summary>What is asked for each of thousands of items must not read every room's texts each time.</summary>
public sealed class TypedUsesTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TextsAreReadOnce_ForManyItems_AndAgainAfterFiveSeconds()
    {
        var address = shared.Hub.App.Services.GetRequiredService<HubAddress>();
        var (room, time) = (new CountedTexts($"See {address.Link("/items/7")} and {address.Link("/items/7")}, then {address.Link("/items/9")}"), new ManualTime(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero)));
        var uses = new TypedUses(new TypedLinks([room], address), time);
        for (var item = 1; item <= 100; item++) Assert.Equal(item is 7 or 9 ? 1 : 0, (await uses.FindAsync([item], forGood: false, Token)).Count);
        Assert.Equal([(9, "A step"), (7, "A step")], (await uses.FindAsync([9, 7, 7], forGood: false, Token)).Select(use => (use.ItemId, use.Use.Title)));
        Assert.Equal(1, room.Reads);
        room.Text = "Nothing to see.";
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Empty(await uses.FindAsync([7], forGood: false, Token));
        Assert.Equal(2, room.Reads);
    }

    private sealed class CountedTexts(string text) : ITypedTexts
    {
        public int Reads { get; private set; }

        public string Text { get; set; } = text;

        public Task<IReadOnlyList<TypedText>> FindAsync(CancellationToken cancellationToken)
        {
            Reads++;
            return Task.FromResult<IReadOnlyList<TypedText>>([new TypedText { Place = new PlaceKey("step", 1), Field = "Words", What = "step", Title = "A step", Address = "/onboarding", Icon = "check", Text = Text, MaxLength = 500 }]);
        }

        public Task<bool> ReplaceAsync(PlaceKey place, string field, string before, string after, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
