using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Media.Captions;
using EnablementHub.Platform.Security;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>Turns entries into what is to stand in the hub. Used by several threads at once; writes nothing.</summary>
internal sealed class EntryPreparer(SourceTree tree, EntryLinks links, FileReader files, HubFacts facts, TopicOfFolder topics, bool asDrafts)
{
    public async Task<PreparedEntry> RunAsync(SourceEntry entry, CancellationToken cancellationToken)
    {
        var read = await EntryReader.ReadAsync(tree, entry, forAnchors: false, cancellationToken);
        var findings = new List<Finding>(read.Findings);
        var fields = read.Fields;
        var file = entry.IsPage ? entry.Path : entry.Description ?? entry.Path;
        var pictures = new List<UsedPicture>();
        var body = links.Rewrite(entry, read.Body, read.Lines, pictures, Report).Trim();
        var recap = links.Rewrite(entry, fields.Recap, null, pictures, Report);
        var cheatSheet = links.Rewrite(entry, fields.CheatSheet, null, pictures, Report);
        var prepared = new List<PreparedFile>();
        foreach (var picture in pictures)
        {
            if (await files.ReadPictureAsync(picture, cancellationToken) is not { } ready)
            {
                // Its words stay; the renderer leaves out what isn't a picture of the hub.
                (body, recap, cheatSheet) = (body.Replace(picture.Token, picture.Path, StringComparison.Ordinal), recap.Replace(picture.Token, picture.Path, StringComparison.Ordinal), cheatSheet.Replace(picture.Token, picture.Path, StringComparison.Ordinal));
                Report(FindingKind.File, 0, $"The picture {picture.Path} can't be taken: it isn't the PNG, JPEG, GIF or WebP picture that its name says, or can't be read.");
            }
            else
            {
                prepared.Add(ready);
            }
        }

        PreparedFile? media = null;
        if (entry.Media is { } path && entry.Kind is not (ItemKind.Playbook or ItemKind.Link))
        {
            (media, var refusal) = await files.ReadMediaAsync(path, cancellationToken);
            if (refusal is not null) findings.Add(new Finding(FindingKind.File, path, 0, refusal));
        }

        var state = asDrafts ? PublicationState.Draft : fields.State ?? PublicationState.Published;
        var audience = Audience(fields, ref state, Report);
        return new PreparedEntry
        {
            Entry = entry,
            Content = new VersionContent
            {
                Title = Cut(read.Title, ItemVersion.MaxTitleLength, "title"),
                Summary = Cut(fields.Summary ?? "", ItemVersion.MaxSummaryLength, "summary"),
                Body = body,
                Context = Cut(fields.Context, ItemVersion.MaxContextLength, "context"),
                Recap = recap,
                CheatSheet = cheatSheet,
                LinkUrl = entry.Kind == ItemKind.Link ? fields.Url : null,
                LengthOverride = Cut(fields.LengthReason, ItemVersion.MaxNoteLength, "reason for the length"),
            }.Normalised(),
            OwnerId = Owner(fields, Report),
            Language = fields.Language ?? "en",
            Use = fields.Use,
            Audience = audience,
            FacetValueIds = Facets(entry, fields, Report),
            Tags = fields.Tags ?? [],
            Care = Care(entry, fields, Report),
            Fields = fields,
            State = state,
            Pictures = prepared,
            Media = media,
            Captions = entry.Captions is { } captions && entry.Kind.IsPlayable() ? await CaptionsAsync(captions, findings, cancellationToken) : null,
            Findings = [.. findings.OrderBy(finding => finding.Line)],
            Refusal = read.Refusal,
        }.Hashed();

        void Report(FindingKind kind, int line, string sentence) => findings.Add(new Finding(kind, file, line, sentence));

        string Cut(string text, int limit, string name)
        {
            text = text.Trim();
            if (text.Length <= limit) return text;
            Report(FindingKind.FrontMatter, 0, FormattableString.Invariant($"The {name} has {text.Length:N0} characters; the first {limit:N0}, which fit, were taken."));
            return text[..(limit - 1)].TrimEnd() + "…";
        }
    }

    private int? Owner(EntryFields fields, Action<FindingKind, int, string> report)
    {
        if (fields.OwnerEmail is not { Length: > 0 } email) return null;
        if (facts.Person(email) is { } person) return person;
        report(FindingKind.FrontMatter, fields.OwnerLine, $"There is nobody in the hub with the e-mail address “{(email.Length <= 60 ? email : email[..60] + "…")}”; the import's owner has the item.");
        return null;
    }

    private ItemCare Care(SourceEntry entry, EntryFields fields, Action<FindingKind, int, string> report)
    {
        var verifier = Person(fields.VerifierEmail, "verifies it");
        var team = verifier is null && fields.VerifierTeam is { Length: > 0 } name ? facts.Team(name) : null;
        if (verifier is null && team is null && fields.VerifierTeam is { Length: > 0 } unknown) report(FindingKind.FrontMatter, 0, $"The hub has no team called “{Short(unknown)}”; its owner verifies it.");
        var successor = fields.Successor is { Length: > 0 } address ? links.Target(entry, address) : null;
        if (successor is null && fields.Successor is { Length: > 0 } lost) report(FindingKind.Link, 0, $"The successor “{Short(lost)}” isn't a page of the folder; the item has none now.");
        return verifier is null && team is null && fields.BackupEmail is null && successor is null ? ItemCare.None : new ItemCare(verifier, team, Person(fields.BackupEmail, "stands in for its verifier"), successor?.ItemId);

        int? Person(string? email, string what)
        {
            if (email is not { Length: > 0 }) return null;
            if (facts.Person(email) is { } person) return person;
            report(FindingKind.FrontMatter, 0, $"There is nobody in the hub with the e-mail address “{Short(email)}” who {what}.");
            return null;
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    /// <summary>What can't be shown to the right people alone is shown to nobody.</summary>
    private List<string> Audience(EntryFields fields, ref PublicationState state, Action<FindingKind, int, string> report)
    {
        if (!fields.HasAudience) return [];
        var grants = new List<string>();
        var unknown = new List<string>();
        foreach (var role in fields.AudienceRoles)
        {
            if (HubRoles.All.FirstOrDefault(known => string.Equals(known, role, StringComparison.OrdinalIgnoreCase)) is { } known) grants.Add(Grants.ForRole(known));
            else unknown.Add(role);
        }

        foreach (var team in fields.AudienceTeams)
        {
            if (facts.Team(team) is { } id) grants.Add(Grants.ForTeam(id));
            else unknown.Add(team);
        }

        if (unknown.Count > 0) report(FindingKind.FrontMatter, fields.AudienceLine, $"The hub has no role or team called {string.Join(", ", unknown.Take(5).Select(name => $"“{name}”"))}.");
        if (grants.Count == 0 && state == PublicationState.Published)
        {
            state = PublicationState.Draft;
            report(FindingKind.Draft, fields.AudienceLine, "It is for some people alone, and the hub knows none of them; it came in as a draft. Choose its audience, then publish it.");
        }

        return [.. grants.Distinct(StringComparer.Ordinal)];
    }

    private List<int> Facets(SourceEntry entry, EntryFields fields, Action<FindingKind, int, string> report)
    {
        var ids = new List<int>();
        foreach (var (group, names) in fields.Facets)
        {
            var values = names.Select(name => facts.Facet(group, name)).OfType<int>().Distinct().ToList();
            if (values.Count > 1 && FacetGroups.All.First(known => known.Slug == group) is { AllowsSeveral: false } single)
            {
                report(FindingKind.FrontMatter, 0, $"Only one {single.Label.ToLowerInvariant()} fits; the first of {values.Count} was taken.");
                values = [values[0]];
            }

            ids.AddRange(values);
        }

        if (!fields.Facets.ContainsKey(TopicOfFolder.Group) && topics.Of(entry) is { } topic && facts.Facet(TopicOfFolder.Group, topic) is { } id) ids.Add(id);
        return ids;
    }

    private async Task<CaptionTrack?> CaptionsAsync(string path, List<Finding> findings, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = File.OpenRead(tree.FullPath(path));
            var track = await CaptionParser.ParseAsync(content, cancellationToken);
            findings.AddRange(track.Problems.Select(sentence => new Finding(FindingKind.File, path, 0, sentence)));
            return track.IsUsable ? track : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            findings.Add(new Finding(FindingKind.File, path, 0, $"It can't be read: {error.Message}"));
            return null;
        }
    }
}
