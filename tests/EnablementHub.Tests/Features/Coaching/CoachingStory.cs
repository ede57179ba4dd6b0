using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Coaching;

/// <summary>A manager with a team of people who sell.</summary>
internal static class CoachingStory
{
    /// <param name="hub">A new one, or a shared one with names of the test's own.</param>
    /// <param name="team">Its name; also that of the manager.</param>
    /// <param name="people">Reps of the team.</param>
    public static async Task<(Team Team, Person Manager, IReadOnlyList<Person> People)> TeamAsync(this TestHub hub, string team, params string[] people)
    {
        var made = await TestData.In(hub).TeamAsync(team);
        var manager = await hub.AddPersonAsync($"{team} Manager", HubRoles.Manager);
        await TestData.In(hub).JoinAsync(manager, made);
        var reps = new List<Person>();
        foreach (var name in people)
        {
            reps.Add(await hub.AddPersonAsync(name));
            await TestData.In(hub).JoinAsync(reps[^1], made);
        }

        return (made, manager, reps);
    }

    public static async Task<TestBrowser> BrowseAsync(this TestHub hub, Person person)
    {
        var browser = hub.Anonymous();
        await browser.SignInAsync(person.Email!, TestHub.Password);
        return browser;
    }

    public static Task ReckonAsync(this TestHub hub) => hub.RunAsync<ReckonReadinessJob>();

    public static async Task<ReadinessRow> StandingAsync(this TestHub hub, Person person)
    {
        await using var database = hub.OpenDatabase();
        return await database.ReadinessRows.AsNoTracking().SingleAsync(row => row.PersonId == person.Id, TestContext.Current.CancellationToken);
    }

    /// <summary>The person has just searched, so that nothing is suggested for being quiet.</summary>
    public static async Task UseAsync(this TestHub hub, Person person)
    {
        await using var database = hub.OpenDatabase();
        database.Add(new EnablementHub.Features.Usage.SearchRecord { Id = Guid.NewGuid(), At = hub.Time.GetUtcNow(), PersonId = person.Id, Text = "price", FoldedText = "price", Hits = 1 });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public static string Text(this string html) => System.Net.WebUtility.HtmlDecode(html);
}
