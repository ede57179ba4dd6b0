using System.Globalization;
using System.Text;
using EnablementHub.Data;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Markdown.Links;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Exporting;

/// <summary>Writes an item's page: front matter, then its text with links that lead to files.</summary>
public sealed class ExportedTexts(HubDbContext database, TextLinks links)
{
    private const string MediaPath = "/media/";
    private Dictionary<int, string>? _teams;
    private Dictionary<int, string?>? _people;

    /// <summary>By content, so that a picture is one file however many pages show it.</summary>
    public static string PicturePath(MediaFile picture) => $"pictures/{picture.Sha256[..16]}{Path.GetExtension(picture.FileName).ToLowerInvariant()}";

    public async Task<(string Text, IReadOnlyList<MediaFile> Pictures)> WriteAsync(Item item, ItemVersion version, ExportPlan plan, string? media, string? captions, OrganisationClock clock, CancellationToken cancellationToken)
    {
        _teams ??= await database.Teams.AsNoTracking().ToDictionaryAsync(team => team.Id, team => team.Name, cancellationToken);
        _people ??= await database.Users.AsNoTracking().Select(person => new { person.Id, person.Email }).ToDictionaryAsync(person => person.Id, person => person.Email, cancellationToken);
        var pictures = await PicturesAsync(item.Id, [version.Body, version.Recap, version.CheatSheet], cancellationToken);
        var page = plan.PathOf(item.Id)!;
        var front = new FrontMatterWriter();
        front.Text("title", version.Title);
        front.Word("kind", item.Kind.Slug());
        front.Text("key", item.Key);
        front.Text("external-id", item.ExternalId);
        front.Text("summary", version.Summary);
        front.Text("owner", item.Owner.Email);
        front.Word("state", item.State switch { PublicationState.Archived => "archived", _ when item.LiveNumber is null => "draft", _ => "published" });
        if (item.Use == ItemUse.External) front.Word("use", "external");
        front.Word("language", item.Language);
        front.Audience(item.Audience.Select(entry => Grants.RoleOf(entry.Grant)).OfType<string>(), item.Audience.Select(entry => Grants.TeamOf(entry.Grant) is { } id ? _teams.GetValueOrDefault(id) : null).OfType<string>());
        foreach (var group in FacetGroups.Edited)
        {
            var values = item.Facets.Where(facet => facet.FacetValue.Group == group.Slug).Select(facet => facet.FacetValue.Value).Order(StringComparer.Ordinal).ToList();
            if (values.Count > 0 || group.Slug == Mapping.TopicOfFolder.Group) front.List(group.Slug, values);
        }

        front.List("tags", [.. item.Tags.Select(tag => tag.Tag).Order(StringComparer.OrdinalIgnoreCase)], skipEmpty: true);
        front.Day("published", item.LiveNumber is null ? null : item.PublishedAt is { } published ? clock.DayOf(published) : null);
        front.Day("verified", item.VerifiedAt is { } verified ? clock.DayOf(verified) : null);
        front.Day("review-due", item.VerifiedAt is null ? null : item.ReviewDueOn);
        front.Text("verifier", EmailOf(item.VerifierId));
        front.Text("verifier-team", item.VerifierTeamId is { } team ? _teams.GetValueOrDefault(team) : null);
        front.Text("backup", EmailOf(item.BackupId));
        front.Day("release", item.ReleaseOn);
        front.Day("expires", item.ExpireOn);
        front.Text("successor", item.SuccessorId is { } next && plan.PathOf(next) is { } path ? Relative(page, path) : null);
        front.Text("context", version.Context);
        front.Text("recap", Rewrite(version.Recap, page, plan, pictures));
        front.Text("cheat-sheet", Rewrite(version.CheatSheet, page, plan, pictures));
        front.Text("length-reason", version.LengthOverride);
        front.Text("url", version.LinkUrl);
        front.Text("media", media is null ? null : Reading.SourceEntry.NameOf(media));
        front.Text("captions", captions is null ? null : Reading.SourceEntry.NameOf(captions));
        front.Day("exported", clock.Today);
        return (front.Before(Rewrite(version.Body, page, plan, pictures)), [.. pictures.Values.DistinctBy(PicturePath)]);
    }

    private string? EmailOf(int? personId) => personId is { } id ? _people?.GetValueOrDefault(id) : null;

    private async Task<Dictionary<int, MediaFile>> PicturesAsync(int itemId, string[] texts, CancellationToken cancellationToken)
    {
        if (!texts.Any(text => text.Contains(MediaPath, StringComparison.Ordinal))) return [];
        var ids = texts.SelectMany(links.Read).Select(link => MediaId(link.Address)).OfType<int>().Distinct().ToList();
        return await database.MediaFiles.AsNoTracking().Where(file => ids.Contains(file.Id) && file.ItemId == itemId).ToDictionaryAsync(file => file.Id, cancellationToken);
    }

    private string Rewrite(string text, string page, ExportPlan plan, Dictionary<int, MediaFile> pictures)
    {
        if (text.Length == 0) return text;
        var result = new StringBuilder(text.Length + 64);
        var at = 0;
        foreach (var link in links.Read(text))
        {
            if (link.Whole.Start < at || Target(link.Address, plan, pictures) is not { } target) continue;
            var address = Relative(page, target.Path) + target.After;
            if (link.Label is not null && link.Written is { } place && place.Start >= at)
            {
                result.Append(text, at, place.Start - at).Append(address);
                at = place.End;
            }
            else if (link.Label is null)
            {
                // What is its own words needs words now: a file's name alone is no link.
                result.Append(text, at, link.Whole.Start - at).Append('[').Append(target.Name).Append("](").Append(address).Append(')');
                at = link.Whole.End;
            }
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private static (string Path, string After, string Name)? Target(string address, ExportPlan plan, Dictionary<int, MediaFile> pictures)
    {
        if (MediaId(address) is { } mediaId) return pictures.TryGetValue(mediaId, out var picture) ? (PicturePath(picture), "", "Picture") : null;
        if (ItemAddress.Parse(address) is not { } item || plan.PathOf(item.ItemId) is not { } path) return null;
        var after = (item.Start, item.End) switch
        {
            (double start, double end) => string.Create(CultureInfo.InvariantCulture, $"#t={start},{end}"),
            (double start, null) => string.Create(CultureInfo.InvariantCulture, $"#t={start}"),
            _ => item.Heading is { } heading ? "#" + Uri.EscapeDataString(heading) : "",
        };
        return (path, after, Reading.SourceEntry.Stem(Reading.SourceEntry.NameOf(path)));
    }

    private static int? MediaId(string address) =>
        address.StartsWith(MediaPath, StringComparison.Ordinal) && int.TryParse(address.AsSpan(MediaPath.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    internal static string Relative(string from, string to)
    {
        var (here, there) = (from.Split('/')[..^1], to.Split('/'));
        var common = 0;
        while (common < here.Length && common < there.Length - 1 && here[common] == there[common]) common++;
        return string.Concat(Enumerable.Repeat("../", here.Length - common)) + string.Join('/', there[common..].Select(Uri.EscapeDataString));
    }
}
