using EnablementHub.Features.Notifications;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Notifications;

public sealed class MentionsTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Theory]
    [InlineData("@Mia Mention, please look", "Mia Mention")]
    [InlineData("Ask @mia mention.", "Mia Mention")]
    [InlineData("(@Mia Mention)", "Mia Mention")]
    [InlineData("@mia.mention@hub.example has it", "Mia Mention")]
    [InlineData("@Mia Mention and @Otto Ohm, both @Mia Mention", "Mia Mention|Otto Ohm")]
    [InlineData("@Otto Ohm Senior knows", "Otto Ohm Senior")]
    [InlineData("@Otto\nOhm", "")]
    [InlineData("write to mia.mention@hub.example", "")]
    [InlineData("@Mia", "")]
    [InlineData("@Nobody Here", "")]
    [InlineData("@ Mia Mention", "")]
    [InlineData("@Gone Gus", "")]
    [InlineData("@Twin Tom", "")]
    [InlineData("@twin.tom@hub.example", "Twin Tom")]
    [InlineData("@@@@ %_' OR 1=1 --", "")]
    [InlineData("", "")]
    public async Task Text_CallsThoseWhomItNames(string text, string names)
    {
        foreach (var name in new[] { "Mia Mention", "Otto Ohm", "Otto Ohm Senior", "Twin Tom" }) await _hub.AddPersonAsync(name);
        var (gone, twin) = (await _hub.AddPersonAsync("Gone Gus"), await _hub.AddPersonAsync("Twin Two"));
        await using var database = _hub.OpenDatabase();
        await database.Users.Where(person => person.Id == gone.Id).ExecuteUpdateAsync(set => set.SetProperty(person => person.DisabledAt, _hub.Time.GetUtcNow()), TestContext.Current.CancellationToken);
        await database.Users.Where(person => person.Id == twin.Id).ExecuteUpdateAsync(set => set.SetProperty(person => person.DisplayName, "Twin Tom"), TestContext.Current.CancellationToken);
        var found = await new Mentions(database).FindInAsync(text, TestContext.Current.CancellationToken);
        Assert.Equal(names.Split('|', StringSplitOptions.RemoveEmptyEntries), found.Select(person => person.Name));
    }

    [Fact]
    public async Task ManyMentions_AreBounded()
    {
        await using var database = _hub.OpenDatabase();
        var hostile = string.Concat(Enumerable.Repeat("@a b c d e f g ", 20_000)) + new string('@', 50_000);
        Assert.Empty(await new Mentions(database).FindInAsync(hostile, TestContext.Current.CancellationToken));
    }
}
