using EnablementHub.Features.Links.Graph;
using EnablementHub.Platform.Markdown;

namespace EnablementHub.Features.Library.Writing;

/// <summary>Makes versions: renders their texts once, so that reading never does, and notes where each of their links leads.</summary>
public sealed class VersionFactory(MarkdownRenderer markdown, LinkReader links)
{
    /// <summary>For a new item, or one whose versions are all loaded.</summary>
    /// <exception cref="MarkdownTooComplexException">A text can't be rendered.</exception>
    public ItemVersion Create(Item item, VersionContent content, int authorId, DateTimeOffset now)
    {
        var number = item.Versions.Select(version => version.Number).DefaultIfEmpty(0).Max() + 1;
        return TryCreate(content, number, authorId, now, out var problem) ?? throw new MarkdownTooComplexException(problem!.Sentence);
    }

    internal ItemVersion? TryCreate(VersionContent content, int number, int authorId, DateTimeOffset now, out FieldProblem? problem)
    {
        problem = null;
        if (Render(content.Body, nameof(content.Body), ref problem) is not { } body
            || Render(content.Recap, nameof(content.Recap), ref problem) is not { } recap
            || Render(content.CheatSheet, nameof(content.CheatSheet), ref problem) is not { } cheatSheet) return null;
        var version = new ItemVersion
        {
            Number = number,
            Title = content.Title,
            Summary = content.Summary,
            Body = content.Body,
            BodyHtml = body.Html,
            BodyText = string.Join('\n', new[] { body.PlainText, recap.PlainText, cheatSheet.PlainText }.Where(text => text.Length > 0)),
            Context = content.Context,
            Recap = content.Recap,
            RecapHtml = recap.Html,
            CheatSheet = content.CheatSheet,
            CheatSheetHtml = cheatSheet.Html,
            LinkUrl = content.LinkUrl,
            MediaFileId = content.MediaFileId,
            TranscriptId = content.TranscriptId,
            LengthOverride = content.LengthOverride,
            Note = content.Note,
            AuthorId = authorId,
            CreatedAt = now,
        };
        version.SetReferences(body.ItemLinks.Concat(recap.ItemLinks).Concat(cheatSheet.ItemLinks)
            .Select(link => new ItemReference { TargetItemId = link.ItemId, IsEmbed = link.IsEmbed }));
        version.SetLinks(links.Read(content), LinkReader.Edition);
        return version;
    }

    private RenderedMarkdown? Render(string text, string field, ref FieldProblem? problem)
    {
        try
        {
            return markdown.Render(text);
        }
        catch (MarkdownTooComplexException error)
        {
            problem = new FieldProblem(field, error.Message);
            return null;
        }
    }
}
