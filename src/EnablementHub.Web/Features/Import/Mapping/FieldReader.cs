using System.Globalization;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Security;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>Understands the keys of front matter, whoever's words they are. What isn't understood is named.</summary>
internal sealed class FieldReader(EntryFields fields, Action<int, string> problem)
{
    private const int ShownValueLength = 60;

    private static readonly Dictionary<string, string> FacetKeys = new(StringComparer.Ordinal)
    {
        ["topic"] = "topic",
        ["topics"] = "topic",
        ["category"] = "topic",
        ["categories"] = "topic",
        ["persona"] = "persona",
        ["personas"] = "persona",
        ["company-size"] = "company-size",
        ["company-sizes"] = "company-size",
        ["sales-stage"] = "sales-stage",
        ["sales-stages"] = "sales-stage",
        ["stage"] = "sales-stage",
        ["deal-phase"] = "deal-phase",
        ["deal-phases"] = "deal-phase",
        ["product"] = "product",
        ["products"] = "product",
        ["competitor"] = "competitor",
        ["competitors"] = "competitor",
        ["speaker"] = FacetGroups.Speaker,
        ["format"] = FacetGroups.Format,
    };

    public static EntryFields Read(IReadOnlyDictionary<string, FrontValue> values, Action<int, string> problem)
    {
        var reader = new FieldReader(new EntryFields(), problem);
        foreach (var (key, value) in values) reader.Take(key, value);
        return reader.Result;
    }

    private EntryFields Result => fields;

    private void Take(string key, FrontValue value)
    {
        // An empty value says nothing, but that no topic is wanted.
        if (value.IsEmpty && !FacetKeys.ContainsKey(key)) return;
        switch (key)
        {
            case "title": fields.Title = value.Text ?? fields.Title; break;
            case "summary" or "description" or "excerpt" or "abstract": fields.Summary ??= value.Text; break;
            case "kind": TakeKind(value); break;
            case "key": fields.Key = Short(value.Text, Item.MaxKeyLength, "key", value.Line); break;
            case "language" or "lang" or "locale": TakeLanguage(value); break;
            case "owner" or "author" or "dri" or "maintainer" or "authors" or "owners" or "maintainers": TakeOwner(value); break;
            case "tags" or "tag" or "keywords": TakeTags(value); break;
            case "audience": TakeAudience(value); break;
            case "use": TakeUse(value); break;
            case "state" or "status": TakeState(key, value); break;
            case "draft": fields.State = value.IsTrue ? PublicationState.Draft : fields.State; break;
            case "release" or "release-on": fields.ReleaseOn = Day(key, value); break;
            case "expires" or "expiry" or "expire-on" or "expiry-date": fields.ExpireOn = Day(key, value); break;
            case "published" when value.Text is "true" or "false": fields.State = value.IsTrue ? fields.State : PublicationState.Draft; break;
            case "published" or "date" or "publish-date": fields.PublishedOn ??= Day(key, value); break;
            case "verified": fields.VerifiedOn = Day(key, value); break;
            case "review-due": fields.ReviewDueOn = Day(key, value); break;
            case "verifier": fields.VerifierEmail = value.Text?.Trim(); break;
            case "verifier-team": fields.VerifierTeam = value.Text?.Trim(); break;
            case "backup": fields.BackupEmail = value.Text?.Trim(); break;
            case "successor": fields.Successor = value.Text?.Trim(); break;
            case "external-id": fields.ExternalId = Short(value.Text?.Trim(), Item.MaxExternalIdLength, "external id", value.Line); break;
            case "context": fields.Context = value.Text ?? ""; break;
            case "recap": fields.Recap = value.Text ?? ""; break;
            case "cheat-sheet": fields.CheatSheet = value.Text ?? ""; break;
            case "length-reason": fields.LengthReason = value.Text ?? ""; break;
            case "media": fields.Media = value.Text; break;
            case "captions": fields.Captions = value.Text; break;
            case "body" or "text": fields.Body = value.Text; break;
            case "exported": fields.IsExported = true; break;
            case "url" when VersionContent.IsWebAddress(value.Text): fields.Url = value.Text; break;
            case "url" or "permalink": fields.Addresses.Add(value.Text ?? ""); break;
            case "aliases" or "redirect-from" or "redirects": fields.Addresses.AddRange(value.Several.Take(50)); break;
            default:
                if (FacetKeys.TryGetValue(key, out var group)) fields.Facets[group] = [.. fields.Facets.GetValueOrDefault(group, []).Concat(value.Several).Where(text => text.Trim().Length > 0)];
                else problem(value.Line, $"The key “{key}” ({Shown(value)}) means nothing to the hub; it was left out.");
                break;
        }
    }

    private void TakeKind(FrontValue value)
    {
        var name = (value.Text ?? "").Trim().Replace(' ', '-');
        fields.Kind = ItemKinds.FromSlug(name) ?? ItemKinds.FromSlug(name.TrimEnd('s'));
        if (fields.Kind is null) problem(value.Line, $"There is no kind “{Shown(value)}”; the kinds are {string.Join(", ", ItemKinds.All.Select(kind => kind.Slug()))}. One was chosen by what the file is.");
    }

    private void TakeLanguage(FrontValue value)
    {
        var tag = (value.Text ?? "").Trim().Split('-', '_')[0].ToLowerInvariant();
        if (ItemLanguages.IsKnown(tag)) fields.Language = tag;
        else problem(value.Line, $"The language “{Shown(value)}” isn't one of the hub's; it was left as English.");
    }

    private void TakeOwner(FrontValue value)
    {
        if (fields.OwnerEmail is not null) return;
        var email = (value.Several.Count > 0 ? value.Several[0] : "").Trim();
        if (email.IndexOf('<', StringComparison.Ordinal) is >= 0 and var open && email.EndsWith('>')) email = email[(open + 1)..^1];
        (fields.OwnerEmail, fields.OwnerLine) = (email, value.Line);
    }

    private void TakeTags(FrontValue value)
    {
        var tags = value.Several.Select(tag => string.Join(' ', tag.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(tag => tag.Length > 0 && !tag.Any(char.IsControl)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var tag in tags.Where(tag => tag.Length > Item.MaxTagLength)) problem(value.Line, $"The tag “{tag[..20]}…” has {tag.Length} characters; at most {Item.MaxTagLength} fit. It was left out.");
        tags.RemoveAll(tag => tag.Length > Item.MaxTagLength);
        if (tags.Count > Item.MaxTags) problem(value.Line, $"There are {tags.Count} tags; the first {Item.MaxTags} were taken, which is all that fit.");
        fields.Tags = [.. tags.Take(Item.MaxTags).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private void TakeAudience(FrontValue value)
    {
        if (value.Text is "everyone" or "all" or "public" or "internal") return;
        (fields.HasAudience, fields.AudienceLine) = (true, value.Line);
        if (value.Names is { } names)
        {
            foreach (var (name, list) in names)
            {
                if (name is "roles" or "role") fields.AudienceRoles = list.Several;
                else if (name is "teams" or "team") fields.AudienceTeams = list.Several;
                else problem(list.Line, $"An audience has roles and teams; “{name}” means nothing to the hub.");
            }
        }
        else
        {
            fields.AudienceRoles = [.. value.Several.Where(IsRole)];
            fields.AudienceTeams = [.. value.Several.Where(name => !IsRole(name))];
        }

        static bool IsRole(string name) => HubRoles.All.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private void TakeUse(FrontValue value)
    {
        if (value.Text is "external") fields.Use = ItemUse.External;
        else if (value.Text is not "internal") problem(value.Line, $"The use is internal or external, not “{Shown(value)}”; it was left as internal.");
    }

    private void TakeState(string key, FrontValue value)
    {
        switch ((value.Text ?? "").ToLowerInvariant())
        {
            case "draft" or "wip": fields.State = PublicationState.Draft; break;
            case "published" or "live" or "active": fields.State = PublicationState.Published; break;
            case "archived": fields.State = PublicationState.Archived; break;
            default: problem(value.Line, $"The {key} “{Shown(value)}” is none of published, draft and archived; it was left out."); break;
        }
    }

    private DateOnly? Day(string key, FrontValue value)
    {
        var text = (value.Text ?? "").Trim();
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/MM/dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) return DateOnly.FromDateTime(moment.DateTime);
        problem(value.Line, $"“{Shown(value)}” isn't a day; write {key} as 2026-01-31. It was left out.");
        return null;
    }

    private string? Short(string? text, int limit, string name, int line)
    {
        if (text is null || text.Length <= limit) return text;
        problem(line, $"The {name} has {text.Length} characters; at most {limit} fit. It was left out.");
        return null;
    }

    private static string Shown(FrontValue value)
    {
        var text = value.Text ?? (value.List is { } list ? string.Join(", ", list) : string.Join(", ", value.Names?.Keys ?? []));
        text = text.ReplaceLineEndings(" ").Trim();
        return text.Length <= ShownValueLength ? text : text[..ShownValueLength] + "…";
    }
}
