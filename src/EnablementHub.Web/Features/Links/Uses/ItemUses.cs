using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.Links.Moving;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Uses;

/// <summary>A link that leads to the item: from where, at which place, with which words.</summary>
public sealed record LinkUse
{
    public required int ItemId { get; init; }
    public required ItemKind Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>Readers see it; else it waits for publishing.</summary>
    public required bool IsLive { get; init; }
    public required LinkPlace Place { get; init; }
    public required int Line { get; init; }
    public required bool IsEmbed { get; init; }
    public required string Words { get; init; }
    public required double? StartSeconds { get; init; }
    public required string Anchor { get; init; }
}

/// <summary>Links with an anchor that none of the item's sections has.</summary>
/// <param name="NewAnchor">The section on which they land all the same; null: at the top of the page.</param>
public sealed record LostAnchor(string Anchor, int Links, string? NewAnchor);

/// <summary>Where an item is used, and what its own links lead to.</summary>
public sealed record ItemLinksPage
{
    public required int ItemId { get; init; }
    public required string Title { get; init; }
    public required bool Manages { get; init; }
    public required IReadOnlyList<LinkUse> Uses { get; init; }
    public required int UseCount { get; init; }
    public required int UserCount { get; init; }

    /// <summary>Steps, quizzes, certifications, courses and addresses typed there: what would notice if it went, and what is being written.</summary>
    public required IReadOnlyList<Dependant> Places { get; init; }
    public required IReadOnlyList<Section> Sections { get; init; }
    public required IReadOnlyList<LostAnchor> LostAnchors { get; init; }
    public required IReadOnlyList<string> OldAddresses { get; init; }
    public string? Problem { get; init; }
}

public sealed class ItemUses(HubDbContext database, ItemDependants dependants)
{
    public const int MaxListed = 500;

    /// <param name="item">Its live version, or the newest one of a draft, must be loaded.</param>
    /// <param name="reader">Sees only uses in what they may open.</param>
    /// <param name="manages">May rewrite links.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<ItemLinksPage> ReadAsync(Item item, ItemReader reader, bool manages, CancellationToken cancellationToken)
    {
        var shown = item.LiveVersion ?? item.NewestVersion!;
        var links = Links(item.Id, reader);
        var sections = Moving.Sections.Of(shown.BodyHtml, shown.RecapHtml, shown.CheatSheetHtml);
        return new ItemLinksPage
        {
            ItemId = item.Id,
            Title = shown.Title,
            Manages = manages,
            Uses = await links.OrderByDescending(use => use.IsLive).ThenBy(use => use.ItemId).ThenBy(use => use.Place).ThenBy(use => use.Line).Take(MaxListed).ToListAsync(cancellationToken),
            UseCount = await links.CountAsync(cancellationToken),
            UserCount = await links.Select(use => use.ItemId).Distinct().CountAsync(cancellationToken),
            Places = [.. (await dependants.FindAsync(item.Id, cancellationToken, forGood: true)).Where(use => use.ItemId is null), .. await PredecessorsAsync(item.Id, reader, cancellationToken)],
            Sections = sections,
            LostAnchors = await LostAsync(item.Id, sections, cancellationToken),
            OldAddresses = await database.MovedAddresses.AsNoTracking().Where(moved => moved.ToItemId == item.Id).OrderBy(moved => moved.Path).Select(moved => moved.Path).Take(MaxListed).ToListAsync(cancellationToken),
        };
    }

    /// <summary>Stands above the places of one kind.</summary>
    public static string Heading(string what) => what switch
    {
        "quiz" => "Quizzes",
        "course elsewhere" => "Courses elsewhere",
        "step of somebody's onboarding" => "Steps of people's onboarding",
        _ => char.ToUpperInvariant(what[0]) + what[1..] + (what.EndsWith('s') ? "" : "s"),
    };

    /// <summary>Items that ended and lead their readers to this one.</summary>
    private async Task<IEnumerable<Dependant>> PredecessorsAsync(int itemId, ItemReader reader, CancellationToken cancellationToken) =>
        (await database.Items.AsNoTracking().SeenBy(reader).Where(item => item.SuccessorId == itemId).OrderBy(item => item.Id)
            .Select(item => new { item.Id, item.Kind, Title = item.Versions.Where(version => version.Number == (item.LiveNumber ?? item.PendingNumber)).Select(version => version.Title).FirstOrDefault() })
            .Take(MaxListed).ToListAsync(cancellationToken))
        .Select(item => new Dependant("predecessor", item.Title ?? "", ItemLinks.To(item.Id, item.Title ?? ""), ItemWords.Icon(item.Kind), "leads its readers here") { ItemId = item.Id });

    /// <summary>From live and waiting versions; an item's links to itself are no uses.</summary>
    private IQueryable<LinkUse> Links(int itemId, ItemReader reader)
    {
        var (seesAll, person) = (reader.Manages, reader.Viewer.PersonId);
        return from link in database.VersionLinks.AsNoTracking()
               join version in database.ItemVersions on link.VersionId equals version.Id
               join item in database.Items.InAudienceOf(reader) on version.ItemId equals item.Id
               where link.TargetItemId == itemId && item.Id != itemId && item.State != PublicationState.Archived
                   && (item.LiveNumber == version.Number || item.PendingNumber == version.Number)
                   && (seesAll || item.OwnerId == person || (item.State == PublicationState.Published && item.LiveNumber == version.Number))
               select new LinkUse
               {
                   ItemId = item.Id,
                   Kind = item.Kind,
                   Title = version.Title,
                   IsLive = item.LiveNumber == version.Number && item.State == PublicationState.Published,
                   Place = link.Place,
                   Line = link.Line,
                   IsEmbed = link.IsEmbed,
                   Words = link.Words,
                   StartSeconds = link.StartSeconds,
                   Anchor = link.Anchor,
               };
    }

    private async Task<IReadOnlyList<LostAnchor>> LostAsync(int itemId, IReadOnlyList<Section> sections, CancellationToken cancellationToken)
    {
        var named = await (
            from link in database.VersionLinks.AsNoTracking()
            join version in database.ItemVersions on link.VersionId equals version.Id
            join item in database.Items on version.ItemId equals item.Id
            where link.TargetItemId == itemId && link.Anchor != "" && (item.LiveNumber == version.Number || item.PendingNumber == version.Number)
            group link by link.Anchor into links
            select new { Anchor = links.Key, Links = links.Count() }).ToListAsync(cancellationToken);
        var moved = await database.MovedSections.AsNoTracking().Where(section => section.ItemId == itemId).ToDictionaryAsync(section => section.OldAnchor, section => section.NewAnchor, cancellationToken);
        var present = sections.Select(section => section.Anchor).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. named.Where(anchor => !present.Contains(anchor.Anchor) && !Moving.Sections.IsOfThePage(anchor.Anchor)).OrderByDescending(anchor => anchor.Links)
                .Select(anchor => new LostAnchor(anchor.Anchor, anchor.Links, moved.TryGetValue(anchor.Anchor, out var to) && present.Contains(to) ? to : null)),
        ];
    }
}
