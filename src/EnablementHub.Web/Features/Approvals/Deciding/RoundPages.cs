using EnablementHub.Data;
using EnablementHub.Features.Approvals.Commenting;
using EnablementHub.Features.Clips.Playing;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Playbooks;
using EnablementHub.Features.Studio.Comparing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Deciding;

/// <summary>Reads a review page for those who were asked and those who may change the item.</summary>
public sealed class RoundPages(HubDbContext database, TextComposer composer, PlayerPages players)
{
    /// <summary>Null: no such round, or none of this person's business.</summary>
    public async Task<RoundPage?> ReadAsync(int roundId, ItemReader reader, RoundForm? form, CancellationToken cancellationToken)
    {
        var round = await database.ApprovalRounds.AsNoTracking().Include(r => r.AskedBy).Include(r => r.Item).ThenInclude(item => item.Owner).Include(r => r.Reviewers).ThenInclude(reviewer => reviewer.Person)
            .SingleOrDefaultAsync(r => r.Id == roundId, cancellationToken);
        if (round is null) return null;
        var (item, person) = (round.Item, reader.Viewer.PersonId);
        var mayChange = reader.MayEdit(item.OwnerId);
        if (!mayChange && !round.Reviewers.Any(reviewer => reviewer.PersonId == person)) return null;
        var version = await VersionAsync(item.Id, round.VersionNumber, cancellationToken);
        var live = item.LiveNumber is { } number && number != version!.Number ? await VersionAsync(item.Id, number, cancellationToken) : null;
        var newest = item.NewestNumber == version!.Number ? version : (await VersionAsync(item.Id, item.NewestNumber, cancellationToken))!;
        var over = await database.WhyOverAsync(round, cancellationToken);
        var content = VersionContent.From(version);
        var body = string.Concat(version.BodyHtml, Section("Recap", version.RecapHtml), Section("Cheat sheet", version.CheatSheetHtml));
        return new RoundPage
        {
            Round = round,
            Version = version,
            Reader = reader,
            Differences = live is null ? [] : VersionComparison.Compare(VersionContent.From(live), content, (FileOf(live), FileOf(version)), (CaptionsOf(live), CaptionsOf(version))),
            Text = await composer.ComposeAsync(body, reader, cancellationToken),
            Player = item.Kind.IsPlayable() ? await PlayerAsync(item, version, person, cancellationToken) : null,
            Comments = new ThreadList
            {
                ItemId = item.Id,
                Threads = await database.ReadThreadsAsync(item.Id, TextsOf(newest), cancellationToken),
                PersonId = person,
                MayChange = mayChange,
                Page = ApprovalLinks.Round(roundId),
            },
            Over = over,
            LaterRoundId = await database.ApprovalRounds.Where(r => r.ItemId == item.Id && r.Id > roundId).MaxAsync(r => (int?)r.Id, cancellationToken),
            Missing = PublishingRules.Check(item, version, version.MediaFile, version.Transcript),
            MayDecide = over is null && version.AuthorId != person,
            Form = form ?? new RoundForm(),
        };
    }

    /// <summary>What a passage may be quoted from.</summary>
    public static IEnumerable<string> TextsOf(ItemVersion version) => [version.Title, version.Summary, version.Context, version.BodyText, version.Body, version.Recap, version.CheatSheet];

    private Task<ItemVersion?> VersionAsync(int itemId, int number, CancellationToken cancellationToken) => database.ItemVersions.AsNoTracking()
        .Include(version => version.Author).Include(version => version.MediaFile).Include(version => version.Transcript)
        .SingleOrDefaultAsync(version => version.ItemId == itemId && version.Number == number, cancellationToken);

    private Task<PlayerPage> PlayerAsync(Item item, ItemVersion version, int personId, CancellationToken cancellationToken) => players.ReadAsync(
        new PlayerRequest
        {
            ItemId = item.Id,
            Title = version.Title,
            Speaker = "",
            PersonId = personId,
            MediaFileId = version.MediaFileId,
            TranscriptId = version.TranscriptId,
            TranscriptEnd = version.Transcript?.EndSeconds,
            IsPreview = true,
            Language = item.Language,
        },
        cancellationToken);

    private static string Section(string heading, string html) => html.Length == 0 ? "" : $"<h2>{heading}</h2>{html}";

    private static string FileOf(ItemVersion version) => version.MediaFile is { } file ? $"{file.FileName} ({file.Sha256[..8]})" : "";

    private static string CaptionsOf(ItemVersion version) => version.Transcript is { } transcript ? FormattableString.Invariant($"{transcript.FileName} (no. {transcript.Id})") : "";
}
