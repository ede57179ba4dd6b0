using EnablementHub.Data;
using EnablementHub.Features.Clips.Attaching;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Seed;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Storage;
using EnablementHub.Platform.Time;
using EnablementHub.Tests.Platform.Media;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Data;

/// <summary>The connection breaks in the middle of a write, and what was asked for is there exactly once.</summary>
public sealed class UnitOfWorkTests(UnitOfWorkTests.BreakingHub breaking) : IClassFixture<UnitOfWorkTests.BreakingHub>
{
    private readonly TestHub _hub = breaking.Hub;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(BreakAt.FirstCommand)]
    [InlineData(BreakAt.LaterCommand)]
    [InlineData(BreakAt.BeforeCommit)]
    [InlineData(BreakAt.AfterCommit)]
    public async Task NewItem_IsThereOnce(BreakAt place)
    {
        var lead = await _hub.AddPersonAsync("Lena Lead", HubRoles.Lead);
        await using var scope = _hub.App.Services.CreateAsyncScope();
        var create = scope.ServiceProvider.GetRequiredService<CreateItem>();
        var result = await ConnectionBreaks.DuringAsync(place, () => create.RunAsync(ItemKind.Clip, $"Written once: {place}", new Writer(lead.Id, true), Cancel));
        Assert.Equal(WriteOutcome.Done, result.Outcome);
        await using var database = _hub.OpenDatabase();
        var version = await database.ItemVersions.SingleAsync(v => v.Title == $"Written once: {place}", Cancel);
        Assert.Equal(version.ItemId, result.ItemId);
        Assert.Single(await database.Changes.Where(change => change.ItemId == version.ItemId).ToListAsync(Cancel));
        Assert.Single(await database.Audit.Where(entry => entry.Action == ItemActions.Created && entry.SubjectId == version.ItemId).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData(BreakAt.FirstCommand)]
    [InlineData(BreakAt.LaterCommand)]
    [InlineData(BreakAt.BeforeCommit)]
    [InlineData(BreakAt.AfterCommit)]
    public async Task AttachedRecording_IsThereOnce_WithOneFile(BreakAt place)
    {
        var item = await TestData.In(_hub).Clip("Gets a recording").DraftAsync();
        var result = await ConnectionBreaks.DuringAsync(place, () => AttachAsync(item));
        Assert.True(result.Write.Succeeded);
        await using var database = _hub.OpenDatabase();
        var file = await database.MediaFiles.SingleAsync(f => f.ItemId == item.Id, Cancel);
        Assert.Equal(file.Id, result.File!.Id);
        Assert.Equal([file.Id], await database.ItemVersions.Where(version => version.ItemId == item.Id).OrderBy(version => version.Number).Select(version => version.MediaFileId).ToListAsync(Cancel));
        Assert.Equal(await database.MediaFiles.Select(f => f.StoreKey).OrderBy(key => key).ToListAsync(Cancel), await StoredAsync());
        Assert.Single(await database.Audit.Where(entry => entry.Action == ItemActions.MediaAttached && entry.SubjectId == item.Id).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Recording_OfADatabaseThatStaysAway_LeavesNothing()
    {
        var item = await TestData.In(_hub).Clip("Gets no recording").DraftAsync();
        var before = await StoredAsync();
        await Assert.ThrowsAsync<RetryLimitExceededException>(() => ConnectionBreaks.DuringAsync(BreakAt.BeforeCommit, () => AttachAsync(item), breaks: ConnectionBreaks.MaxRetries + 1));
        await using var database = _hub.OpenDatabase();
        Assert.Empty(await database.MediaFiles.Where(file => file.ItemId == item.Id).ToListAsync(Cancel));
        Assert.Equal(before, await StoredAsync());
    }

    [Theory]
    [InlineData(BreakAt.FirstCommand)]
    [InlineData(BreakAt.LaterCommand)]
    [InlineData(BreakAt.BeforeCommit)]
    [InlineData(BreakAt.AfterCommit)]
    public async Task UsageBatch_CountsOnce(BreakAt place)
    {
        var at = _hub.Time.GetUtcNow();
        var (played, downloaded) = (1_000 + (2 * (int)place), 1_001 + (2 * (int)place));
        var search = new SearchRecord { Id = Guid.NewGuid(), PersonId = 1, At = at, Text = "price", FoldedText = "price", Hits = 3 };
        var seen = new SecondsSeen(new ProgressReport { PersonId = 1, ItemId = played, MediaFileId = 1, DurationSeconds = 60, Spans = [(0, 20)], SearchId = search.Id });
        await using var database = _hub.OpenDatabase();
        var batch = new UsageBatch(database, _hub.App.Services.GetRequiredService<OrganisationClock>());
        await ConnectionBreaks.DuringAsync(place, async () =>
        {
            await batch.WriteAsync([new ItemUsed(at, 1, played, UsageKind.View), new ItemUsed(at, 2, played, UsageKind.View), new ItemUsed(at, 1, downloaded, UsageKind.Download), new Searched(search), new SearchClicked(search.Id, 1, played, 2), seen], Cancel);
            return true;
        });
        await using var reader = _hub.OpenDatabase();
        var day = await reader.ItemDays.SingleAsync(entry => entry.ItemId == played, Cancel);
        Assert.Equal((2, 1, 20d), (day.Views, day.Plays, day.SecondsPlayed));
        Assert.Equal(4, await reader.UsageEvents.CountAsync(entry => entry.ItemId == played || entry.ItemId == downloaded, Cancel));
        var stored = await reader.SearchRecords.SingleAsync(record => record.Id == search.Id, Cancel);
        Assert.Equal((2, played), (stored.RankClicked, stored.ItemClickedId));
        Assert.Equal(20, seen.State!.UniqueSeconds);
        Assert.Equal(20, (await reader.WatchProgress.SingleAsync(progress => progress.ItemId == played, Cancel)).UniqueSeconds);
    }

    [Theory]
    [InlineData(BreakAt.FirstCommand)]
    [InlineData(BreakAt.LaterCommand)]
    [InlineData(BreakAt.BeforeCommit)]
    [InlineData(BreakAt.AfterCommit)]
    public async Task InvitedPerson_IsThereOnce_AndGetsOneMail(BreakAt place)
    {
        var team = await TestData.In(_hub).TeamAsync("West");
        await using var scope = _hub.App.Services.CreateAsyncScope();
        var invite = scope.ServiceProvider.GetRequiredService<InvitePerson>();
        var email = $"nora.{place}@hub.example";
        var details = new PersonDetails { Name = "Nora New", Email = email, Roles = [HubRoles.Rep, HubRoles.Expert], TeamIds = [team.Id] };
        var outcome = await ConnectionBreaks.DuringAsync(place, () => invite.RunAsync(details, by: null, mail: true, Cancel));
        Assert.True(outcome.IsDone);
        await using var database = _hub.OpenDatabase();
        var person = await database.Users.Include(p => p.Teams).SingleAsync(p => p.Email == email, Cancel);
        Assert.Equal(person.Id, outcome.PersonId);
        Assert.Equal(team.Id, Assert.Single(person.Teams).TeamId);
        Assert.Equal(2, await database.UserRoles.CountAsync(link => link.UserId == person.Id, Cancel));
        Assert.Single(await database.Outbox.Where(mail => mail.To == email).ToListAsync(Cancel));
        Assert.Single(await database.Audit.Where(entry => entry.Action == "person.invited" && entry.SubjectId == person.Id).ToListAsync(Cancel));
    }

    [Fact]
    public async Task SeedContent_IsLoadedOnce_WithOneFileARecording()
    {
        await using var hub = await BreakingHub.StartAsync();
        await using var scope = hub.App.Services.CreateAsyncScope();
        var load = scope.ServiceProvider.GetRequiredService<LoadSeed>();

        // One recording of the seed, since all of them take a minute.
        var seed = Directory.CreateDirectory(Path.Combine(hub.Folder, "seed", "clips")).Parent!.FullName;
        foreach (var file in new[] { "hub.yaml", "people.csv", "clips/discovery-detention-bill.md", "clips/discovery-detention-bill.m4a", "clips/discovery-detention-bill.vtt" })
            File.Copy(Path.Combine(SeedFeature.Folder, file), Path.Combine(seed, file));
        Assert.True(await ConnectionBreaks.DuringAsync(BreakAt.BeforeCommit, () => load.RunAsync(new SeedFiles(seed), Cancel)));
        await using var database = hub.OpenDatabase();
        Assert.Equal("discovery-detention-bill", (await database.Items.SingleAsync(Cancel)).Key);
        Assert.Equal([(await database.MediaFiles.SingleAsync(Cancel)).StoreKey], await StoredAsync(hub));
    }

    [Theory]
    [InlineData(BreakAt.FirstCommand)]
    [InlineData(BreakAt.LaterCommand)]
    [InlineData(BreakAt.BeforeCommit)]
    [InlineData(BreakAt.AfterCommit)]
    public async Task SingleSave_OutsideAUnit_WritesItsRowsOnce(BreakAt place)
    {
        var team = await TestData.In(_hub).TeamAsync($"Before {place}");
        await using var database = _hub.OpenDatabase();
        database.Attach(team);
        team.Name = $"After {place}";
        var added = new Team { Name = $"Added {place}" };
        database.Add(added);
        database.Add(new AuditEntry { At = _hub.Time.GetUtcNow(), PersonId = null, Action = "single", SubjectType = "team", SubjectId = team.Id, Detail = $"{place}" });
        Assert.Equal(3, await ConnectionBreaks.DuringAsync(place, () => database.SaveChangesAsync(Cancel)));

        await using var reader = _hub.OpenDatabase();
        Assert.Equal(added.Id, (await reader.Teams.SingleAsync(other => other.Name == added.Name, Cancel)).Id);
        Assert.Equal(team.Name, (await reader.Teams.SingleAsync(other => other.Id == team.Id, Cancel)).Name);
        Assert.Single(await reader.Audit.Where(entry => entry.Action == "single" && entry.SubjectId == team.Id).ToListAsync(Cancel));

        // Nothing of it is left to be saved, and the context goes on working.
        Assert.False(database.ChangeTracker.HasChanges());
        added.Name = $"Renamed {place}";
        Assert.Equal(1, await database.SaveChangesAsync(Cancel));
    }

    [Theory]
    [InlineData(BreakAt.LaterCommand)]
    [InlineData(BreakAt.BeforeCommit)]
    [InlineData(BreakAt.AfterCommit)]
    public async Task SavedItem_IsSavedOnce_AndNotCalledStale(BreakAt place)
    {
        var item = await TestData.In(_hub).Clip($"Saved once {place}").DraftAsync();
        await using var scope = _hub.App.Services.CreateAsyncScope();
        var loaded = await scope.ServiceProvider.GetRequiredService<HubDbContext>().LoadItemAsync(item.Id, Cancel);
        var request = new SaveRequest
        {
            ItemId = item.Id,
            Revision = loaded!.Revision,
            Writer = new Writer(item.OwnerId, true),
            Content = VersionContent.From(loaded.NewestVersion!) with { Title = $"Saved twice? {place}" },
            Details = ItemDetails.From(loaded),
        };
        await using var saving = _hub.App.Services.CreateAsyncScope();
        var result = await ConnectionBreaks.DuringAsync(place, () => saving.ServiceProvider.GetRequiredService<SaveItem>().RunAsync(request, Cancel));
        Assert.Equal(WriteOutcome.Done, result.Outcome);
        await using var database = _hub.OpenDatabase();
        Assert.Single(await database.ItemVersions.Where(version => version.Title == request.Content.Title).ToListAsync(Cancel));
        Assert.Single(await database.Audit.Where(entry => entry.Action == ItemActions.Saved && entry.SubjectId == item.Id).ToListAsync(Cancel));
    }

    [Fact]
    public async Task WhatWasRefused_IsRolledBack_AndNeverSavedLater()
    {
        await using var database = _hub.OpenDatabase();
        var answer = await database.InUnitAsync(
            async token =>
            {
                database.Teams.Add(new Team { Name = "Saved, then refused" });
                await database.SaveChangesAsync(token);
                database.Teams.Add(new Team { Name = "Not even saved" });
                return "No.";
            },
            refusal => refusal is null,
            Cancel);
        Assert.Equal("No.", answer);
        await database.SaveChangesAsync(Cancel);
        Assert.Empty(await database.Teams.Where(team => team.Name.Contains("saved") || team.Name.StartsWith("Saved")).ToListAsync(Cancel));
    }

    private async Task<AttachResult> AttachAsync(Item item)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        using var content = new MemoryStream(SampleMedia.Wav(2));
        return await scope.ServiceProvider.GetRequiredService<AttachMedia>().RunAsync(
            new AttachRequest { ItemId = item.Id, Writer = new Writer(item.OwnerId, true), FileName = "call.wav", Content = content, MaxBytes = 1_000_000 }, Cancel);
    }

    private async Task<List<string>> StoredAsync(TestHub? hub = null)
    {
        var keys = new List<string>();
        await foreach (var file in (hub ?? _hub).App.Services.GetRequiredService<IFileStore>().ListAsync(Cancel)) keys.Add(file.Key);
        return [.. keys.Order(StringComparer.Ordinal)];
    }

    public sealed class BreakingHub : IAsyncLifetime
    {
        public TestHub Hub { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Hub = await StartAsync();

        public ValueTask DisposeAsync() => Hub.DisposeAsync();

        /// <summary>Entity Framework needn't report each break that the tests make.</summary>
        public static Task<TestHub> StartAsync() => TestHub.StartAsync(settings: ["Logging:LogLevel:Microsoft.EntityFrameworkCore=None"], replace: ConnectionBreaks.Install);
    }
}
