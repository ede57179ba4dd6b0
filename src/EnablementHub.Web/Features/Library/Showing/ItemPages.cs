using EnablementHub.Data;
using EnablementHub.Features.Clips.Playing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Features.People;
using EnablementHub.Features.Playbooks;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Showing;

/// <summary>What was asked for beside the item itself.</summary>
public sealed record ItemRequest(int Id, bool WantsPending = false, string? Start = null, string? End = null, string? Search = null, string? Query = null, bool Autoplay = false);

/// <summary>Reads the page of an item for one reader: a fixed number of queries, whatever the item holds.</summary>
public sealed class ItemPages(HubDbContext database, TextComposer composer, PlayerPages players, ItemUsage usage)
{
    public const int MaxUsedIn = 20;
    public const int MaxRelated = 6;
    private const int MaxUsedWords = 200;
    public const int MaxTrustEvents = 20;

    /// <summary>Values of a question, by which items are related.</summary>
    private static readonly string[] RelatingGroups = ["topic", "persona"];

    /// <summary>The newest items that share a value are looked at; a value that everything carries relates nothing.</summary>
    private const int MaxCandidates = 300;

    /// <summary>The item as far as it exists for the reader, or null.</summary>
    public async Task<ShownItem?> FindAsync(ItemRequest request, ItemReader reader, CancellationToken cancellationToken)
    {
        var pending = request.WantsPending;
        var items = database.Items.AsNoTracking().Where(item => item.Id == request.Id).InAudienceOf(reader);
        var shown = await (
            from item in items
            from version in item.Versions
            where version.Number == (pending ? item.PendingNumber ?? item.LiveNumber : item.LiveNumber ?? item.PendingNumber)
            select new ShownItem
            {
                Id = item.Id,
                Kind = item.Kind,
                State = item.State,
                ReleaseOn = item.ReleaseOn,
                ExpireOn = item.ExpireOn,
                OwnerId = item.OwnerId,
                OwnerName = item.Owner.DisplayName,
                Language = item.Language,
                Use = item.Use,
                SuccessorId = item.SuccessorId,
                ChangedAt = item.ChangedAt,
                PublishedAt = item.PublishedAt,
                VerifiedAt = item.VerifiedAt,
                VerifiedBy = item.VerifiedBy != null ? item.VerifiedBy.DisplayName : null,
                ReviewDueOn = item.ReviewDueOn,
                UntrustedReason = item.UntrustedReason,
                Verifier = database.Users.Where(person => person.Id == item.VerifierId).Select(person => person.DisplayName).FirstOrDefault()
                    ?? database.Teams.Where(team => team.Id == item.VerifierTeamId).Select(team => team.Name).FirstOrDefault(),
                Backup = database.Users.Where(person => person.Id == item.BackupId).Select(person => person.DisplayName).FirstOrDefault(),
                LiveNumber = item.LiveNumber,
                PendingNumber = item.PendingNumber,
                Number = version.Number,
                Title = version.Title,
                Summary = version.Summary,
                BodyHtml = version.BodyHtml,
                Body = item.Kind == ItemKind.Template ? version.Body : "",
                Context = version.Context,
                Recap = new SafeHtml(version.RecapHtml),
                CheatSheet = new SafeHtml(version.CheatSheetHtml),
                LinkUrl = version.LinkUrl,
                File = version.MediaFile == null
                    ? null
                    : new ShownFile(version.MediaFile.Id, version.MediaFile.StoreKey, version.MediaFile.FileName, version.MediaFile.ContentType, version.MediaFile.Length,
                        version.MediaFile.DurationSeconds, version.MediaFile.HasVideo, version.MediaFile.HasAudio),
                TranscriptId = version.TranscriptId,
                TranscriptEnd = version.Transcript != null ? version.Transcript.EndSeconds : null,
            }).SingleOrDefaultAsync(cancellationToken);
        if (shown is null || reader.MayEdit(shown.OwnerId)) return shown;

        // Readers learn of what is published, and of what was and has expired; a waiting version isn't there for them.
        var status = shown.StatusOn(reader.Today);
        return !pending && shown.IsLive && status is PublicationStatus.Published or PublicationStatus.Expired ? shown : null;
    }

    public async Task<ItemPage> ReadAsync(ShownItem shown, ItemRequest request, ItemReader reader, CancellationToken cancellationToken)
    {
        var item = await WithEarlierAnchorsAsync(shown, cancellationToken);
        var facets = await database.ItemFacets.AsNoTracking().Where(facet => facet.ItemId == item.Id)
            .OrderBy(facet => facet.FacetValue.Position).ThenBy(facet => facet.FacetValue.Label)
            .Select(facet => new ShownFacet(facet.FacetValueId, facet.FacetValue.Group, facet.FacetValue.Value, facet.FacetValue.Label)).ToListAsync(cancellationToken);
        var speaker = facets.Find(facet => facet.Group == Taxonomy.FacetGroups.Speaker)?.Label ?? "";
        var usedIn = await UsedIn(item.Id, reader).ToListAsync(cancellationToken);
        return new ItemPage
        {
            Item = item,
            Reader = reader,
            Facets = facets,
            Tags = await database.ItemTags.AsNoTracking().Where(tag => tag.ItemId == item.Id).OrderBy(tag => tag.Tag).Select(tag => tag.Tag).ToListAsync(cancellationToken),
            Text = await composer.ComposeAsync(item.BodyHtml, reader, cancellationToken),
            Player = item.Kind.IsPlayable() ? await PlayerAsync(item, speaker, request, reader, cancellationToken) : null,
            IsFileMissing = item.File is { IsPlayable: false } file && !await players.IsWholeAsync(file.StoreKey, file.Length, cancellationToken),
            UsedIn = usedIn,
            UsedWords = await UsedWordsAsync(item.Id, [.. usedIn.Select(card => card.Id)], cancellationToken),
            Related = await RelatedAsync(item, facets, reader, cancellationToken),
            Successor = await SuccessorAsync(item, reader, cancellationToken),
            TrustHistory = await TrustHistoryAsync(item.Id, cancellationToken),
            Figures = reader.SeesUsage ? await usage.ReadAsync(item.Id, cancellationToken) : null,
            Audience = reader.MayEdit(item.OwnerId) ? await AudienceAsync(item.Id, cancellationToken) : [],
        };
    }

    /// <summary>Links that name a section as it was called before still land on it.</summary>
    private async Task<ShownItem> WithEarlierAnchorsAsync(ShownItem item, CancellationToken cancellationToken)
    {
        var moved = await database.MovedSections.AsNoTracking().Where(section => section.ItemId == item.Id).Select(section => new { section.OldAnchor, section.NewAnchor }).ToListAsync(cancellationToken);
        if (moved.Count == 0) return item;
        var earlier = moved.ToLookup(section => section.NewAnchor, section => section.OldAnchor, StringComparer.Ordinal);
        return item with
        {
            BodyHtml = Sections.WithEarlierAnchors(item.BodyHtml, earlier),
            Recap = new SafeHtml(Sections.WithEarlierAnchors(item.Recap.Html, earlier)),
            CheatSheet = new SafeHtml(Sections.WithEarlierAnchors(item.CheatSheet.Html, earlier)),
        };
    }

    public Task<PlayerPage> PlayerAsync(ShownItem item, string speaker, ItemRequest request, ItemReader reader, CancellationToken cancellationToken) => players.ReadAsync(
        new PlayerRequest
        {
            ItemId = item.Id,
            Title = item.Title,
            Speaker = speaker,
            PersonId = reader.Viewer.PersonId,
            MediaFileId = item.File?.Id,
            TranscriptId = item.TranscriptId,
            TranscriptEnd = item.TranscriptEnd,
            IsPreview = !item.IsLive || item.StatusOn(reader.Today) != PublicationStatus.Published,
            Language = item.Language,
            Autoplay = request.Autoplay,
            Start = request.Start,
            End = request.End,
            Search = request.Search,
            Query = request.Query,
        },
        cancellationToken);

    public Task<string?> SpeakerAsync(int itemId, CancellationToken cancellationToken) => database.ItemFacets.AsNoTracking()
        .Where(facet => facet.ItemId == itemId && facet.FacetValue.Group == Taxonomy.FacetGroups.Speaker).Select(facet => facet.FacetValue.Label).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Only a successor that the reader can open is worth naming.</summary>
    public async Task<ItemCard?> SuccessorAsync(ShownItem item, ItemReader reader, CancellationToken cancellationToken) => item.SuccessorId is not { } successor
        ? null
        : await database.Items.AsNoTracking().Where(i => i.Id == successor).InAudienceOf(reader).PublishedOn(reader.Today).ToCards().SingleOrDefaultAsync(cancellationToken);

    private Task<List<ShownTrustEvent>> TrustHistoryAsync(int itemId, CancellationToken cancellationToken) => database.TrustEvents.AsNoTracking()
        .Where(trust => trust.ItemId == itemId).OrderByDescending(trust => trust.Id).Take(MaxTrustEvents)
        .Select(trust => new ShownTrustEvent(trust.Kind, trust.At, trust.Person != null ? trust.Person.DisplayName : null, trust.Reason, trust.Note, trust.Until)).ToListAsync(cancellationToken);

    private IQueryable<ItemCard> UsedIn(int itemId, ItemReader reader) => database.Items.AsNoTracking()
        .Where(item => item.Id != itemId && item.Versions.Any(version => version.Number == item.LiveNumber && version.References.Any(reference => reference.TargetItemId == itemId)))
        .InAudienceOf(reader).PublishedOn(reader.Today).OrderBy(item => item.Kind == ItemKind.Playbook ? 0 : 1).ThenByDescending(item => item.Id).Take(MaxUsedIn).ToCards();

    private async Task<ILookup<int, string>> UsedWordsAsync(int itemId, int[] users, CancellationToken cancellationToken)
    {
        if (users.Length == 0) return Array.Empty<int>().ToLookup(id => id, _ => "");
        var words = await (
            from link in database.VersionLinks.AsNoTracking()
            join version in database.ItemVersions on link.VersionId equals version.Id
            join user in database.Items on version.ItemId equals user.Id
            where link.TargetItemId == itemId && users.Contains(user.Id) && user.LiveNumber == version.Number
            orderby link.Id
            select new { user.Id, link.Words }).Take(MaxUsedWords).ToListAsync(cancellationToken);
        return words.ToLookup(row => row.Id, row => row.Words);
    }

    private async Task<IReadOnlyList<ItemCard>> RelatedAsync(ShownItem item, List<ShownFacet> facets, ItemReader reader, CancellationToken cancellationToken)
    {
        var shared = facets.Where(facet => RelatingGroups.Contains(facet.Group)).Select(facet => facet.ValueId).ToArray();
        if (shared.Length == 0) return [];
        var candidates = database.ItemFacets.Where(facet => shared.Contains(facet.FacetValueId) && facet.ItemId != item.Id).OrderByDescending(facet => facet.ItemId).Take(MaxCandidates);
        var related = await database.Items.AsNoTracking().Where(other => candidates.Any(facet => facet.ItemId == other.Id)).InAudienceOf(reader).PublishedOn(reader.Today)
            .OrderBy(other => other.Kind == item.Kind ? 0 : 1)
            .ThenByDescending(other => other.Facets.Count(facet => shared.Contains(facet.FacetValueId)))
            .ThenByDescending(other => other.Id)
            .Select(other => other.Id).Take(MaxRelated).ToArrayAsync(cancellationToken);
        var cards = await database.Items.AsNoTracking().Where(other => related.Contains(other.Id)).ToCards().ToDictionaryAsync(card => card.Id, cancellationToken);
        return [.. related.Where(cards.ContainsKey).Select(id => cards[id])];
    }

    private async Task<IReadOnlyList<string>> AudienceAsync(int itemId, CancellationToken cancellationToken)
    {
        var grants = await database.ItemAudiences.AsNoTracking().Where(entry => entry.ItemId == itemId).Select(entry => entry.Grant).ToListAsync(cancellationToken);
        if (grants.Count == 0) return ["Everyone"];
        var teams = grants.Select(Grants.TeamOf).OfType<int>().ToArray();
        var names = teams.Length == 0 ? [] : await database.Set<Team>().AsNoTracking().Where(team => teams.Contains(team.Id)).Select(team => team.Name).ToListAsync(cancellationToken);
        return [.. grants.Select(Grants.RoleOf).OfType<string>().Select(HubRoles.Label).Concat(names.Select(name => "Team " + name)).Order(StringComparer.CurrentCulture)];
    }
}
