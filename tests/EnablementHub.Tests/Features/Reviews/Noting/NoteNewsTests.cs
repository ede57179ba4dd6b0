using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Reviews.Noting;

public sealed class NoteNewsTests(StudioHub studio) : IClassFixture<StudioHub>
{
    private const string Job = "note-what-is-new";

    [Fact]
    public async Task MajorChange_EndsTheTrustOfWhatEmbedsIt_WithItsReason_Once()
    {
        await studio.Hub.RunJobAsync(Job);
        var clip = await TestData.In(studio.Hub).Clip("The price story").WithCues().PublishedAsync();
        var embedding = await TestData.In(studio.Hub).Playbook("Embeds it").Saying($"![Listen](/items/{clip.Id})").Verified().PublishedAsync();
        var linking = await TestData.In(studio.Hub).Playbook("Only links to it").Saying($"Before that, [hear it](/items/{clip.Id}) once.").Verified().PublishedAsync();
        await studio.Hub.RunJobAsync(Job);
        Assert.Null((await studio.ReadAsync(embedding.Id)).UntrustedReason);

        await PublishAsync(studio.Lead, clip.Id, ("Body", "A typo less"), ("Weight", "minor"));
        await studio.Hub.RunJobAsync(Job);
        Assert.Null((await studio.ReadAsync(embedding.Id)).UntrustedReason);

        await PublishAsync(studio.Lead, clip.Id, ("Body", "Another price"), ("Weight", "major"), ("Note", "The price is another one"));
        await studio.Hub.RunJobAsync(Job);
        Assert.Equal(TrustReason.SourceChanged, (await studio.ReadAsync(embedding.Id)).UntrustedReason);
        Assert.Null((await studio.ReadAsync(linking.Id)).UntrustedReason);
        var page = System.Net.WebUtility.HtmlDecode(await studio.Lead.ReadAsync($"/items/{embedding.Id}"));
        Assert.Contains("No longer verified: what it rests on has changed.", page, StringComparison.Ordinal);
        Assert.Contains("“The price story” was changed: The price is another one", page, StringComparison.Ordinal);
        Assert.Contains("Embeds it", await studio.Lead.ReadAsync($"/reviews?who=all&item={embedding.Id}"), StringComparison.Ordinal);

        // Whoever has looked at it since needn't do so again.
        await studio.Lead.PostAsync("/studio/new", $"/studio/{embedding.Id}/verify", ("revision", $"{await studio.RevisionAsync(embedding.Id)}"));
        await studio.Hub.RunJobAsync(Job);
        Assert.Null((await studio.ReadAsync(embedding.Id)).UntrustedReason);
        await using var database = studio.Hub.OpenDatabase();
        Assert.Equal(1, await database.TrustEvents.CountAsync(row => row.ItemId == embedding.Id && row.Kind == TrustEventKind.Lost, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task NamingAPublishedSuccessor_EndsTheTrustAtOnce_AndAnotherDraftOnlyWhenItIsOut()
    {
        await studio.Hub.RunJobAsync(Job);
        var newer = await TestData.In(studio.Hub).Playbook("The newer one").Saying("Text").PublishedAsync();
        var old = await TestData.In(studio.Hub).Playbook("The old one").Saying("Text").Verified().PublishedAsync();
        await SaveAsync(studio.Lead, old.Id, ("Body", "Text"), ("SuccessorId", $"{newer.Id}"));
        Assert.Equal(TrustReason.Superseded, (await studio.ReadAsync(old.Id)).UntrustedReason);
        Assert.Contains("something newer replaces it", await studio.Lead.ReadAsync($"/items/{old.Id}"), StringComparison.Ordinal);

        var draft = await TestData.In(studio.Hub).Playbook("Soon the newest").Saying("Text").DraftAsync();
        var led = await TestData.In(studio.Hub).Playbook("Led to a draft").SucceededBy(draft).Verified().PublishedAsync();
        await studio.Hub.RunJobAsync(Job);
        Assert.Null((await studio.ReadAsync(led.Id)).UntrustedReason);
        await PublishAsync(studio.Lead, draft.Id, ("Body", "Text"));
        await studio.Hub.RunJobAsync(Job);
        Assert.Equal(TrustReason.Superseded, (await studio.ReadAsync(led.Id)).UntrustedReason);
        await using var database = studio.Hub.OpenDatabase();
        Assert.Equal("“Soon the newest” takes its place", (await database.TrustEvents.SingleAsync(row => row.ItemId == led.Id && row.Kind == TrustEventKind.Lost, TestContext.Current.CancellationToken)).Note);
    }

    [Fact]
    public async Task AnAppointedRelease_CountsFromItsDay()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.RunJobAsync(Job);
        var today = DateOnly.FromDateTime(hub.Time.GetUtcNow().UtcDateTime);
        var next = await TestData.In(hub).Playbook("Out next week").ReleasedOn(today.AddDays(7)).PublishedAsync();
        var old = await TestData.In(hub).Playbook("Until then").SucceededBy(next).Verified().PublishedAsync();
        hub.Time.Advance(TimeSpan.FromDays(6));
        await hub.RunJobAsync(Job);
        Assert.Null((await ReadAsync(hub, old.Id)).UntrustedReason);
        hub.Time.Advance(TimeSpan.FromDays(1));
        await hub.RunJobAsync(Job);
        Assert.Equal(TrustReason.Superseded, (await ReadAsync(hub, old.Id)).UntrustedReason);
    }

    /// <summary>Twice a minute the hub asks what was published lately: that must cost what is new, not what exists.</summary>
    [Fact]
    public async Task WhatWasPublishedLately_IsFoundByItsMoment()
    {
        await using var database = studio.Hub.OpenDatabase();
        Assert.SkipUnless(database.Database.IsSqlite(), "Only the embedded database explains itself so.");
        var (after, until) = (studio.Hub.Time.GetUtcNow().AddMinutes(-5), studio.Hub.Time.GetUtcNow());
        var query = database.Items.PublishedOn(new DateOnly(2026, 3, 10)).Where(item => item.PublishedAt > after && item.PublishedAt <= until).Select(item => item.Id).ToQueryString();
        var sql = string.Join('\n', query.ReplaceLineEndings("\n").Split('\n').SkipWhile(line => !line.StartsWith("SELECT", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0));
        await database.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in System.Text.RegularExpressions.Regex.Matches(sql, "@[A-Za-z0-9_]+").Select(match => match.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, 1);
            command.Parameters.Add(parameter);
        }

        await using var plan = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await plan.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Contains("IX_Items_State_PublishedAt (State=? AND PublishedAt>? AND PublishedAt<?)", plan.GetString(3), StringComparison.Ordinal);
    }

    private static async Task<Item> ReadAsync(TestHub hub, int id)
    {
        await using var database = hub.OpenDatabase();
        return await database.Items.AsNoTracking().SingleAsync(item => item.Id == id, TestContext.Current.CancellationToken);
    }
}
