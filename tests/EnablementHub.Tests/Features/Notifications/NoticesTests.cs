using EnablementHub.Features.Notifications;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Notifications;

public sealed class NoticesTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task SameKey_TellsAPersonOnce_AndAnotherPersonToo()
    {
        var (one, two) = (await _hub.AddPersonAsync("Once One"), await _hub.AddPersonAsync("Once Two"));
        await TellAsync([one.Id, one.Id], Of("once:1"));
        await TellAsync([one.Id, two.Id], Of("once:1"));
        await using var database = _hub.OpenDatabase();
        var notices = new Notices(database, _hub.Time);
        notices.Tell([one.Id], Of("once:2"));
        notices.Tell([one.Id, two.Id], Of("once:2"));
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        var told = await database.Notices.AsNoTracking().Where(row => row.Key.StartsWith("once:")).OrderBy(row => row.Id).Select(row => new { row.PersonId, row.Key }).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(one.Id, "once:1"), (two.Id, "once:1"), (one.Id, "once:2"), (two.Id, "once:2")], told.Select(row => (row.PersonId, row.Key)));
    }

    [Fact]
    public async Task Notice_IsStoredWithItsCause_OrNotAtAll()
    {
        var person = await _hub.AddPersonAsync("Cause Cora");
        await using var database = _hub.OpenDatabase();
        new Notices(database, _hub.Time).Tell([person.Id], Of("cause:1"));
        Assert.False(await database.Notices.AnyAsync(row => row.Key == "cause:1", TestContext.Current.CancellationToken));
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.True(await database.Notices.AnyAsync(row => row.Key == "cause:1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task LongSentences_AreCut_NeverInTheMiddleOfACharacter()
    {
        var person = await _hub.AddPersonAsync("Long Lara");
        await TellAsync([person.Id], Of("long:1") with { Text = new string('x', NoticeRow.MaxTextLength - 2) + "😀😀" });
        await TellAsync([person.Id], Of("long:2") with { Text = "Two\r\n lines\tbecome one" });
        await using var database = _hub.OpenDatabase();
        var texts = await database.Notices.Where(row => row.PersonId == person.Id).OrderBy(row => row.Id).Select(row => row.Text).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new string('x', NoticeRow.MaxTextLength - 2) + "…", texts[0]);
        Assert.Equal("Two lines become one", texts[1]);
    }

    [Theory]
    [InlineData("", "/items/1")]
    [InlineData("key", "")]
    [InlineData("key", "items/1")]
    [InlineData("key", "//evil.example")]
    [InlineData("key", "https://evil.example")]
    [InlineData("key", "/\\evil.example")]
    [InlineData("key", "/items/1\r\nX: y")]
    public void WrongKeysAndAddresses_AreRefused(string key, string address) =>
        Assert.Throws<ArgumentException>(() => new NoticeRow(1, Of(key) with { Address = address }, _hub.Time.GetUtcNow()));

    [Fact]
    public void EveryKind_HasItsWords() => Assert.Equal(Enum.GetValues<NoticeKind>().Order(), NoticeKinds.All.Select(facts => facts.Kind).Order());

    private async Task TellAsync(int[] people, Notice notice)
    {
        await using var database = _hub.OpenDatabase();
        new Notices(database, _hub.Time).Tell(people, notice);
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static Notice Of(string key) => new() { Kind = NoticeKind.Commented, Key = key, Text = "Somebody wrote something.", Address = "/items/1" };
}
