using System.Net;
using EnablementHub.Features.Api.Idempotency;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Api.Idempotency;

public sealed class IdempotentRequestsTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private const string Key = "Idempotency-Key";
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task SameKeyAndBody_GetTheSameAnswer_AndOneItem()
    {
        using var lead = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        var first = (await lead.PostAsync("items", new { kind = "clip", title = "Once only" }, (Key, "a-1"))).Is(HttpStatusCode.Created);
        Assert.DoesNotContain("Idempotent-Replay", first.Headers.Keys);
        var again = (await lead.PostAsync("items", """{ "title": "Once only", "kind": "clip" }""", (Key, "a-1"))).Is(HttpStatusCode.Created);
        Assert.Equal("true", again.Headers["Idempotent-Replay"]);
        Assert.Equal((first.Text, first.Tag, first.Headers["Location"]), (again.Text, again.Tag, again.Headers["Location"]));
        Assert.Equal(1, await CountAsync("Once only"));
        (await lead.PostAsync("items", new { kind = "clip", title = "Another" }, (Key, "a-1"))).IsProblem(HttpStatusCode.UnprocessableEntity);
        (await lead.PostAsync($"items/{first.Id}/verify", null, (Key, "a-1"))).IsProblem(HttpStatusCode.UnprocessableEntity);

        // Another token's keys are its own.
        using var other = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        Assert.NotEqual(first.Id, (await other.PostAsync("items", new { kind = "clip", title = "Once only" }, (Key, "a-1"))).Is(HttpStatusCode.Created).Id);
    }

    [Fact]
    public async Task WhatWasRefused_MayBeMended_UnderTheSameKey()
    {
        using var lead = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        (await lead.PostAsync("items", new { kind = "clip", title = " " }, (Key, "b-1"))).IsProblem(HttpStatusCode.BadRequest);
        (await lead.PostAsync("items", new { kind = "clip", title = "Mended" }, (Key, "b-1"))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task SentTwentyTimesAtOnce_HasOneEffect()
    {
        using var lead = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => lead.PostAsync("items", new { kind = "clip", title = "In a crowd" }, (Key, "c-1"))));
        Assert.All(replies, reply => Assert.True(reply.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, reply.Text));
        Assert.All(replies.Where(reply => reply.Status == HttpStatusCode.Conflict), reply => reply.IsProblem(HttpStatusCode.Conflict, "still being worked on"));
        Assert.Single(replies.Where(reply => reply.Status == HttpStatusCode.Created).Select(reply => reply.Id).Distinct());
        Assert.Equal(1, await CountAsync("In a crowd"));
    }

    [Fact]
    public async Task SentToTwoNodesAtOnce_HasOneEffect()
    {
        await using var first = await TestHub.StartAsync();
        await using var second = await first.StartSecondNodeAsync();
        using var one = await ApiScript.StartAsync(first, "Lara Lead", HubRoles.Lead);
        using var two = second.Anonymous();
        two.Http.DefaultRequestHeaders.Authorization = one.Http.DefaultRequestHeaders.Authorization;
        async Task<ApiReply> SendAsync(HttpClient node)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/items") { Content = new StringContent("""{"kind":"clip","title":"Both nodes"}""", System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add(Key, "d-1");
            using var answer = await node.SendAsync(request, TestContext.Current.CancellationToken);
            return await ApiReply.ReadAsync(answer);
        }

        var replies = await Task.WhenAll(SendAsync(one.Http), SendAsync(two.Http));
        Assert.Single(replies.Select(reply => reply.Is(HttpStatusCode.Created).Id).Distinct());
    }

    [Fact]
    public async Task Answers_AreForgottenAfterADay()
    {
        await using var hub = await TestHub.StartAsync();
        using var lead = await ApiScript.StartAsync(hub, "Lara Lead", HubRoles.Lead);
        var first = (await lead.PostAsync("items", new { kind = "clip", title = "Daily" }, (Key, "e-1"))).Is(HttpStatusCode.Created);
        hub.Time.Advance(TimeSpan.FromHours(24));
        Assert.NotEqual(first.Id, (await lead.PostAsync("items", new { kind = "clip", title = "Daily" }, (Key, "e-1"))).Is(HttpStatusCode.Created).Id);
        hub.Time.Advance(TimeSpan.FromHours(25));
        await hub.RunAsync<RemoveOldRequestsJob>();
        await using var database = hub.OpenDatabase();
        Assert.False(await database.IdempotencyRecords.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Key_ThatIsNone_IsRefused()
    {
        using var lead = await ApiScript.StartAsync(_hub, "Lara Lead", HubRoles.Lead);
        (await lead.PostAsync("items", new { kind = "clip", title = "x" }, (Key, new string('k', 201)))).IsProblem(HttpStatusCode.BadRequest, "printable", Key);
        (await lead.PostAsync("items", new { kind = "clip", title = "x" }, (Key, ""))).IsProblem(HttpStatusCode.BadRequest, "printable", Key);
    }

    private async Task<int> CountAsync(string title)
    {
        await using var database = _hub.OpenDatabase();
        return await database.ItemVersions.CountAsync(version => version.Title == title && version.Item.Versions.Count == 1 && version.AuthorId == version.Item.OwnerId, TestContext.Current.CancellationToken);
    }
}
