using System.Security.Cryptography;
using EnablementHub.Data;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Support;

/// <summary>One item on its way into a hub; see <see cref="TestData"/>.</summary>
public sealed class TestItem(TestHub hub, ItemKind kind, string title)
{
    private readonly List<(string Group, string Value, string? Label)> _facets = [];
    private readonly List<(double Start, double End, string Speaker, string Text)> _cues = [];
    private readonly List<string> _audience = [];
    private readonly List<string> _tags = [];
    private string _title = title;
    private string _summary = "";
    private string _body = "";
    private string _context = "";
    private string _recap = "";
    private string _cheatSheet = "";
    private string _language = "en";
    private string? _speaker;
    private string? _url = kind == ItemKind.Link ? "https://example.com/elsewhere" : null;
    private Person? _owner;
    private DateOnly? _releaseOn;
    private DateOnly? _expireOn;
    private int? _verifiedDaysAgo;
    private int _reviewDueInDays = 60;
    private int? _successorId;
    private byte[]? _media;
    private string _contentType = "";
    private string _fileName = "";
    private double? _duration;
    private bool _hasVideo;

    public TestItem Summed(string summary) => With(() => _summary = summary);

    /// <summary>The text as a writer types it; embeds and links count as references.</summary>
    public TestItem Saying(string markdown) => With(() => _body = markdown);

    public TestItem Before(string context) => With(() => _context = context);

    public TestItem WithRecap(string recap, string cheatSheet) => With(() => (_recap, _cheatSheet) = (recap, cheatSheet));

    /// <summary>The seller who is heard.</summary>
    public TestItem By(string speaker) => With(() =>
    {
        _speaker = speaker;
        _facets.Add((FacetGroups.Speaker, Slug(speaker), speaker));
    });

    public TestItem About(string group, string value, string? label = null) => With(() => _facets.Add((group, value, label)));

    public TestItem Tagged(params string[] tags) => With(() => _tags.AddRange(tags));

    public TestItem OwnedBy(Person owner) => With(() => _owner = owner);

    public TestItem In(string language) => With(() => _language = language);

    public TestItem OnlyFor(Team team) => With(() => _audience.Add(Grants.ForTeam(team.Id)));

    public TestItem OnlyForRole(string role) => With(() => _audience.Add(Grants.ForRole(role)));

    public TestItem ReleasedOn(DateOnly day) => With(() => _releaseOn = day);

    public TestItem ExpiringOn(DateOnly day) => With(() => _expireOn = day);

    public TestItem SucceededBy(Item successor) => With(() => _successorId = successor.Id);

    public TestItem Verified(int daysAgo = 3, int reviewDueInDays = 60) => With(() => (_verifiedDaysAgo, _reviewDueInDays) = (daysAgo, reviewDueInDays));

    public TestItem LeadingTo(string url) => With(() => _url = url);

    public TestItem WithCues(params (double Start, double End, string Speaker, string Text)[] cues) => With(() => _cues.AddRange(
        cues.Length > 0 ? cues : [(0, 6, _speaker ?? "Seller", "Let us start with what it costs you today."), (6, 14.5, "Customer", "That is more than we planned."), (14.5, 30, _speaker ?? "Seller", "Then we look at the price together.")]));

    /// <summary>A recording of these bytes; the hub doesn't decode, so any bytes do.</summary>
    public TestItem WithMedia(int length = 100_000, double? duration = 30, bool video = false) => With(() =>
    {
        (_media, _duration, _hasVideo) = (Bytes(length), duration, video);
        (_contentType, _fileName) = video ? ("video/mp4", "take 1.mp4") : ("audio/mp4", "take 1.m4a");
    });

    public TestItem WithFile(string fileName, string contentType, int length = 5_000) => With(() => (_media, _fileName, _contentType, _duration) = (Bytes(length), fileName, contentType, null));

    public Task<Item> DraftAsync() => StoreAsync((_, _) => { });

    public Task<Item> PublishedAsync() => StoreAsync(Publish);

    public Task<Item> ArchivedAsync() => StoreAsync((item, now) =>
    {
        Publish(item, now);
        item.Archive(now);
    });

    /// <summary>Published, with a change beside it that nobody has published yet.</summary>
    public async Task<Item> PublishedWithPendingAsync(string pendingTitle)
    {
        var item = await PublishedAsync();
        await using var database = hub.OpenDatabase();
        var stored = await database.Items.SingleAsync(i => i.Id == item.Id);
        _title = pendingTitle;
        stored.AddPending(Version(2, (await TestData.LeadAsync(hub)).Id, null, null), hub.Time.GetUtcNow());
        await database.SaveChangesAsync();
        return stored;
    }

    /// <summary>Bytes that differ at every place, so that a wrong range is seen.</summary>
    public static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static void Publish(Item item, DateTimeOffset now)
    {
        item.NewestVersion!.PublishedAt = now;
        item.Publish(now);
    }

    private TestItem With(Action change)
    {
        change();
        return this;
    }

    private async Task<Item> StoreAsync(Action<Item, DateTimeOffset> publish)
    {
        var now = hub.Time.GetUtcNow();
        var lead = await TestData.LeadAsync(hub);
        await using var database = hub.OpenDatabase();
        var item = new Item(kind, (_owner ?? lead).Id, now) { Language = _language, SuccessorId = _successorId };
        item.SetDates(_releaseOn, _expireOn);
        item.SetTags(_tags);
        item.SetAudience(_audience);
        if (_verifiedDaysAgo is { } days) item.Verify(lead.Id, now.AddDays(-days), DateOnly.FromDateTime(now.UtcDateTime).AddDays(_reviewDueInDays));
        var facets = new List<int>();
        foreach (var (group, value, label) in _facets) facets.Add((await TestData.FacetAsync(database, group, value, label)).Id);
        item.SetFacets(facets);
        database.Add(item);
        await database.SaveChangesAsync();
        item.AddPending(Version(1, lead.Id, await StoreMediaAsync(database, item.Id, lead.Id), await StoreCuesAsync(database, item.Id)), now);
        publish(item, now);
        database.Changes.Add(new ChangeRow { ItemId = item.Id, At = now });
        await database.SaveChangesAsync();
        return item;
    }

    private ItemVersion Version(int number, int authorId, int? mediaId, int? transcriptId)
    {
        using var renderer = new MarkdownRenderer(_ => null);
        var links = hub.App.Services.GetRequiredService<LinkReader>();
        var body = renderer.Render(_body);
        var version = new ItemVersion
        {
            Number = number,
            Title = _title,
            Summary = _summary,
            Body = _body,
            BodyHtml = body.Html,
            BodyText = body.PlainText,
            Context = _context,
            Recap = _recap,
            RecapHtml = renderer.Render(_recap).Html,
            CheatSheet = _cheatSheet,
            CheatSheetHtml = renderer.Render(_cheatSheet).Html,
            LinkUrl = _url,
            MediaFileId = mediaId,
            TranscriptId = transcriptId,
            AuthorId = authorId,
            CreatedAt = hub.Time.GetUtcNow(),
        };
        version.SetLinks(links.Read(VersionContent.From(version)), LinkReader.Edition);
        version.SetReferences(body.ItemLinks.Select(link => new ItemReference { TargetItemId = link.ItemId, IsEmbed = link.IsEmbed }));
        return version;
    }

    private async Task<int?> StoreMediaAsync(HubDbContext database, int itemId, int uploaderId)
    {
        if (_media is null) return null;
        var store = hub.App.Services.GetRequiredService<IFileStore>();
        var stored = await store.SaveAsync(new MemoryStream(_media), long.MaxValue);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(_media)), stored.Sha256);
        var file = new MediaFile
        {
            ItemId = itemId,
            StoreKey = stored.Key,
            Sha256 = stored.Sha256,
            Length = stored.Length,
            ContentType = _contentType,
            FileName = _fileName,
            DurationSeconds = _duration,
            HasVideo = _hasVideo,
            HasAudio = kind.IsPlayable(),
            UploadedAt = hub.Time.GetUtcNow(),
            UploadedById = uploaderId,
        };
        database.Add(file);
        await database.SaveChangesAsync();
        return file.Id;
    }

    private async Task<int?> StoreCuesAsync(HubDbContext database, int itemId)
    {
        if (_cues.Count == 0) return null;
        var transcript = new Transcript { ItemId = itemId, Language = _language, CreatedAt = hub.Time.GetUtcNow() };
        foreach (var (start, end, speaker, text) in _cues) transcript.Add(start, end, speaker, text);
        database.Add(transcript);
        await database.SaveChangesAsync();
        return transcript.Id;
    }

    private static string Slug(string text) => text.ToLowerInvariant().Replace(' ', '-');
}
