using System.Net;
using EnablementHub.Features.Approvals;
using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Approvals;

/// <summary>A studio in which Erik writes, and Rosa, Tom and the lead look at it.</summary>
public sealed class ApprovalHub : IAsyncLifetime
{
    public StudioHub Studio { get; } = new();
    public TestHub Hub => Studio.Hub;
    public TestBrowser Lead => Studio.Lead;
    public TestBrowser Author => Studio.Expert;
    public TestBrowser Rosa { get; private set; } = null!;
    public TestBrowser Tom { get; private set; } = null!;
    public Person Writer { get; private set; } = null!;
    public Person RosaReviewer { get; private set; } = null!;
    public Person TomReviewer { get; private set; } = null!;
    public Person LenaLead { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Studio.InitializeAsync();
        Rosa = await Hub.SignInAsAsync("Rosa Reviewer", HubRoles.Expert);
        Tom = await Hub.SignInAsAsync("Tom Reviewer", HubRoles.Expert);
        (Writer, LenaLead) = (await Hub.AddPersonAsync("Erik Expert"), await Hub.AddPersonAsync("Lena Lead"));
        (RosaReviewer, TomReviewer) = (await Hub.AddPersonAsync("Rosa Reviewer"), await Hub.AddPersonAsync("Tom Reviewer"));
    }

    public async ValueTask DisposeAsync()
    {
        Rosa.Dispose();
        Tom.Dispose();
        await Studio.DisposeAsync();
    }

    /// <summary>A playbook of Erik's, by his own hand, that waits as a draft.</summary>
    public async Task<int> WrittenAsync(string title, string body = "Say that the price holds until May.", params (string, string)[] more)
    {
        var id = await StudioHub.NewAsync(Author, "playbook", title);
        var answer = await StudioHub.SaveAsync(Author, id, [("Body", body), .. more]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return id;
    }

    public async Task<HttpResponseMessage> AskAsync(int id, IEnumerable<Person> reviewers, params (string, string)[] more) => await Author.PostAsync(
        "/studio/new", $"/approvals/ask/{id}",
        [.. reviewers.Select(person => ("reviewers", $"{person.Id}")), .. more.Any(field => field.Item1 == "revision") ? [] : new[] { ("revision", $"{await Studio.RevisionAsync(id)}") }, .. more]);

    /// <summary>Asks, and returns the number of the round.</summary>
    public async Task<int> AskedAsync(int id, IEnumerable<Person> reviewers, params (string, string)[] more)
    {
        var answer = await AskAsync(id, reviewers, more);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await StudioHub.TextAsync(answer));
        return (await RoundAsync(id))!.Id;
    }

    public static Task<HttpResponseMessage> DecideAsync(TestBrowser browser, int round, string decision, string words = "") =>
        browser.PostAsync("/studio/new", $"/approvals/{round}/decide", ("decision", decision), ("words", words));

    public static async Task DecidedAsync(TestBrowser browser, int round, string decision, string words = "")
    {
        var answer = await DecideAsync(browser, round, decision, words);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await StudioHub.TextAsync(answer));
    }

    public async Task<HttpResponseMessage> PublishAsync(int id) => await Lead.PostAsync("/studio/new", $"/studio/{id}/publish", ("revision", $"{await Studio.RevisionAsync(id)}"));

    public async Task<ApprovalRound?> RoundAsync(int itemId)
    {
        await using var database = Hub.OpenDatabase();
        return await database.ApprovalRounds.AsNoTracking().Include(round => round.Reviewers).Where(round => round.ItemId == itemId).OrderByDescending(round => round.Id).FirstOrDefaultAsync();
    }

    public async Task<ApprovalState> StateAsync(int itemId) => (await Studio.ReadAsync(itemId)).Approval;
}
