using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Platform.Markdown.Foreign;
using EnablementHub.Platform.Media.Probing;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>Goes through all entries once, for what links between them need: titles, kinds, anchors. Keeps nothing of their texts.</summary>
internal sealed class FirstLook(MediaProbe probe)
{
    private const double LinesBetween = 3;

    /// <returns>Values of facets that the entry names, by group.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> RunAsync(SourceTree tree, SourceEntry entry, CancellationToken cancellationToken)
    {
        var read = await EntryReader.ReadAsync(tree, entry, forAnchors: true, cancellationToken);
        entry.Title = read.Title;
        if (read.Refusal is not null)
        {
            entry.IsRefused = true;
            return new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        }

        entry.Addresses = [.. read.Fields.Addresses];
        if (read.Fields.Media is { } media && tree.File(Beside(entry, media)) is { } file) entry.Media = file;
        if (read.Fields.Captions is { } captions && tree.File(Beside(entry, captions)) is { } cues) entry.Captions = cues;
        entry.Kind = read.Fields.Kind ?? await KindOfAsync(tree, entry, read.Fields, cancellationToken);
        entry.Anchors = AnchorsOf(read);
        return read.Fields.Facets;
    }

    /// <summary>A recording becomes a clip unless it is too long for one; what it lacks for being published is said later.</summary>
    private async Task<ItemKind> KindOfAsync(SourceTree tree, SourceEntry entry, EntryFields fields, CancellationToken cancellationToken)
    {
        if (entry.Media is not { } media) return fields.Url is not null && !entry.IsPage ? ItemKind.Link : ItemKind.Playbook;
        if (FileKinds.IsDocument(media)) return ItemKind.Document;
        if (fields.Recap.Length > 0 || fields.CheatSheet.Length > 0) return ItemKind.TrainingVideo;
        try
        {
            await using var content = File.OpenRead(tree.FullPath(media));
            var facts = await probe.ProbeAsync(content, cancellationToken);
            return facts.DurationSeconds > PublishingRules.ClipRefusesAfterSeconds && facts.HasVideo ? ItemKind.TrainingVideo : ItemKind.Clip;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ItemKind.Clip;
        }
    }

    private static EntryAnchors AnchorsOf(EntryText read)
    {
        if (read.Body.Length == 0) return EntryAnchors.None;
        var headings = TextAnchors.Read(read.Body);
        var others = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var heading in headings)
        {
            foreach (var other in heading.Others) others.TryAdd(other, heading.Id);
        }

        if (read.TitleHeading is { } title)
        {
            others.TryAdd(title.Id, "");
            foreach (var other in title.Others) others.TryAdd(other, "");
        }

        foreach (var anchor in read.Anchors)
        {
            var next = headings.FirstOrDefault(heading => Line(heading) >= anchor.Line && Line(heading) - anchor.Line <= LinesBetween);
            others.TryAdd(anchor.Name, (next ?? headings.LastOrDefault(heading => Line(heading) <= anchor.Line))?.Id ?? "");
        }

        return new EntryAnchors(headings.Select(heading => heading.Id), others);

        int Line(AnchoredHeading heading) => read.Lines?.Of(heading.Line) ?? heading.Line;
    }

    private static string Beside(SourceEntry entry, string name) => entry.Folder.Length == 0 ? name : entry.Folder + "/" + name;
}
