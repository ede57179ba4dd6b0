using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Uses;

/// <summary>A link that leads nowhere, at its place.</summary>
/// <param name="Sentence">What is wrong with it.</param>
public sealed record DeadLink(LinkPlace Place, int Line, string Words, string Sentence);

/// <summary>Looks at the links of one version when it is saved: a warning to its writer, never a refusal.</summary>
public sealed class DeadLinks(HubDbContext database, EndpointDataSource endpoints, OrganisationClock clock)
{
    private const int MaxListed = 100;

    /// <param name="version">As stored.</param>
    /// <param name="writer">Of what isn't for them they learn nothing.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<DeadLink>> FindAsync(ItemVersion version, Writer writer, CancellationToken cancellationToken)
    {
        var links = await database.VersionLinks.AsNoTracking().Where(link => link.VersionId == version.Id && link.Kind != LinkKind.External).OrderBy(link => link.Place).ThenBy(link => link.Start).ToListAsync(cancellationToken);
        if (links.Count == 0) return [];
        var targets = await TargetsAsync(links, writer, cancellationToken);
        var moved = await MovedAsync(links, cancellationToken);
        var media = await MediaAsync(links, cancellationToken);
        var own = Sections.Of(version.BodyHtml, version.RecapHtml, version.CheatSheetHtml).Select(section => section.Anchor).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (from link in links
                let sentence = link.Kind switch
                {
                    LinkKind.Media => media.Contains(link.Address) ? null : "There is no such file.",
                    LinkKind.HubPage => SayPage(link.Address, moved),
                    LinkKind.Section when link.TargetItemId is null => own.Contains(link.Anchor) || Sections.IsOfThePage(link.Anchor) ? null : $"There is no section #{link.Anchor} in this text.",
                    _ => SayItem(link, targets, moved),
                }
                where sentence is not null
                select new DeadLink(link.Place, link.Line, link.Words, sentence)).Take(MaxListed),
        ];
    }

    private string? SayItem(VersionLink link, Dictionary<int, Target> targets, HashSet<string> moved)
    {
        if (!targets.TryGetValue(link.TargetItemId!.Value, out var target))
            return moved.Contains(MovedAddress.PathOfItem(link.TargetItemId.Value)) ? null : $"There is no item {link.TargetItemId}.";
        if (target.IsForSome && !target.IsOwn) return null;
        var name = target.IsOwn || target.State == PublicationState.Published ? $"“{target.Title}”" : $"Item {target.Id}";
        switch (Item.Status(target.State, target.ReleaseOn, target.ExpireOn, clock.Today))
        {
            case PublicationStatus.Archived when moved.Contains(MovedAddress.PathOfItem(target.Id)): return null;
            case PublicationStatus.Archived: return $"{name} is archived.";
            case PublicationStatus.Expired: return $"{name} has expired.";
            case PublicationStatus.Draft: return $"{name} isn't published yet, so readers don't get there.";
        }

        if (link.Anchor.Length > 0 && !Sections.IsOfThePage(link.Anchor) && !target.Anchors.Contains(link.Anchor)) return $"{name} has no section #{link.Anchor}.";
        return link.StartSeconds >= target.Length ? $"{name} ends before that moment." : null;
    }

    private string? SayPage(string address, HashSet<string> moved)
    {
        if (!address.StartsWith('/')) return "Begin it with / for a page of the hub, or with https:// for one elsewhere.";
        var path = LinkTarget.PathOf(address);
        return moved.Contains(path) || endpoints.Endpoints.OfType<RouteEndpoint>().Any(endpoint => IsPage(endpoint, path)) ? null : "The hub has no such page.";
    }

    private static bool IsPage(RouteEndpoint endpoint, string path) =>
        endpoint.RoutePattern.RawText is { } pattern
        && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET", StringComparer.Ordinal) != false
        && new TemplateMatcher(TemplateParser.Parse(pattern), []).TryMatch(path, []);

    private async Task<Dictionary<int, Target>> TargetsAsync(List<VersionLink> links, Writer writer, CancellationToken cancellationToken)
    {
        var ids = links.Select(link => link.TargetItemId).OfType<int>().Distinct().ToArray();
        if (ids.Length == 0) return [];
        var rows = await (
            from item in database.Items.AsNoTracking()
            from version in item.Versions
            where ids.Contains(item.Id) && version.Number == (item.LiveNumber ?? item.PendingNumber)
            select new
            {
                item.Id,
                item.State,
                item.ReleaseOn,
                item.ExpireOn,
                item.OwnerId,
                IsForSome = item.Audience.Any(),
                version.Title,
                version.BodyHtml,
                version.RecapHtml,
                version.CheatSheetHtml,
                Length = version.MediaFile != null ? version.MediaFile.DurationSeconds : version.Transcript != null ? version.Transcript.EndSeconds : (double?)null,
            }).ToListAsync(cancellationToken);
        var renamed = (await database.MovedSections.AsNoTracking().Where(section => ids.Contains(section.ItemId)).Select(section => new { section.ItemId, section.OldAnchor }).ToListAsync(cancellationToken)).ToLookup(row => row.ItemId, row => row.OldAnchor);
        return rows.ToDictionary(row => row.Id, row => new Target(
            row.Id, row.State, row.ReleaseOn, row.ExpireOn, writer.ManagesContent || row.OwnerId == writer.PersonId, row.IsForSome, row.Title, Sections.Of(row.BodyHtml, row.RecapHtml, row.CheatSheetHtml).Select(section => section.Anchor).Concat(renamed[row.Id]).ToHashSet(StringComparer.Ordinal), row.Length));
    }

    private async Task<HashSet<string>> MovedAsync(List<VersionLink> links, CancellationToken cancellationToken)
    {
        var paths = links.Where(link => link.Kind == LinkKind.HubPage || link.TargetItemId is not null)
            .Select(link => link.TargetItemId is { } id ? MovedAddress.PathOfItem(id) : LinkTarget.PathOf(link.Address)).Distinct(StringComparer.Ordinal).ToArray();
        return (await database.MovedAddresses.AsNoTracking().Where(moved => paths.Contains(moved.Path)).Select(moved => moved.Path).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Addresses of files that are there.</summary>
    private async Task<HashSet<string>> MediaAsync(List<VersionLink> links, CancellationToken cancellationToken)
    {
        var addresses = links.Where(link => link.Kind == LinkKind.Media).Select(link => (link.Address, Id: int.TryParse(LinkTarget.PathOf(link.Address)["/media/".Length..], out var id) ? id : 0)).Distinct().ToList();
        if (addresses.Count == 0) return [];
        var ids = addresses.Select(address => address.Id).ToArray();
        var known = await database.MediaFiles.AsNoTracking().Where(file => ids.Contains(file.Id)).Select(file => file.Id).ToListAsync(cancellationToken);
        return addresses.Where(address => known.Contains(address.Id)).Select(address => address.Address).ToHashSet(StringComparer.Ordinal);
    }

    private sealed record Target(int Id, PublicationState State, DateOnly? ReleaseOn, DateOnly? ExpireOn, bool IsOwn, bool IsForSome, string Title, IReadOnlySet<string> Anchors, double? Length);
}
