using EnablementHub.Platform.Markdown.Blocks;
using EnablementHub.Platform.Markdown.Passes;
using EnablementHub.Platform.Markdown.Safety;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Renderers;

namespace EnablementHub.Platform.Markdown;

/// <summary>
/// Turns the text of a person into HTML that is safe to show. One instance serves all; it renders a few texts at a
/// time and lets the others wait, because a hostile text costs the most of all requests.
/// </summary>
/// <param name="pathOf">The path within the hub for an address that leads there, null for all others.</param>
public sealed class MarkdownRenderer(Func<string, string?> pathOf) : IDisposable
{
    public const int MaxLength = 200_000;

    private const int MaxNesting = 40;
    private static readonly MarkdownPipeline Pipeline = BuildPipeline(isPrecise: false);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _gate = new(Math.Max(2, Environment.ProcessorCount));

    /// <exception cref="MarkdownTooComplexException">The text is too long or made to be slow; the message says so.</exception>
    public RenderedMarkdown Render(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return RenderedMarkdown.Empty;
        }

        ComplexityGuard.Check(text);
        if (!_gate.Wait(MaxWait))
        {
            throw new MarkdownTooComplexException("Too many texts are being prepared at the moment. Try again in a few seconds.");
        }

        try
        {
            return RenderChecked(text);
        }
        catch (ArgumentException tooDeep) when (tooDeep.Message.Contains("too deeply nested", StringComparison.Ordinal))
        {
            // Markdig has no type of its own for this.
            throw new MarkdownTooComplexException("The text is nested too deeply. Use fewer quotes, lists, brackets and blocks within each other.", tooDeep);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private RenderedMarkdown RenderChecked(string text)
    {
        var problems = new List<string>();
        var headings = new HeadingPass();
        var links = new LinkPass(problems);
        var document = MarkdownParser.Parse(text, Pipeline);
        ComplexityGuard.CheckOutput(document);
        headings.Run(document);
        OwnAddressPass.Run(document, pathOf);
        EmbedPass.Run(document);
        links.Run(document);
        ContainerPass.Run(document, problems);

        using var output = new StringWriter();
        var renderer = new HtmlRenderer(output);
        Pipeline.Setup(renderer);
        renderer.Render(document);

        var safe = new SafeHtmlWriter();
        safe.Write(output.ToString());
        // The corner of a table with headings on two sides heads nothing: as a heading without a word it would confuse a screen reader.
        var html = safe.Html.Replace("<th></th>", "<td></td>", StringComparison.Ordinal);
        return new RenderedMarkdown(html, safe.PlainText, headings.Headings, links.ItemLinks, [.. problems.Distinct()]);
    }

    /// <param name="isPrecise">Notes where each link stands, for those who ask; rendering doesn't.</param>
    internal static MarkdownPipeline BuildPipeline(bool isPrecise)
    {
        // Never UseAdvancedExtensions: it brings generic attributes, and with them onclick.
        var builder = new MarkdownPipelineBuilder { MaximumNestingDepth = MaxNesting }
            .UsePipeTables(new PipeTableOptions { RequireHeaderSeparator = true })
            .UseTaskLists()
            .UseFootnotes()
            .UseEmphasisExtras()
            .UseAutoLinks()
            .UseAlertBlocks()
            .DisableHtml();
        builder.Extensions.AddIfNotAlready<PlayExtension>();
        if (isPrecise) builder.UsePreciseSourceLocation();
        return builder.Build();
    }
}
