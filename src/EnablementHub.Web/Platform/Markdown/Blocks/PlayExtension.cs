using Markdig;
using Markdig.Extensions.Alerts;
using Markdig.Parsers;
using Markdig.Renderers;

namespace EnablementHub.Platform.Markdown.Blocks;

/// <summary>Adds containers, call-outs without Markdig's inline pictures, and embeds.</summary>
internal sealed class PlayExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) =>
        pipeline.BlockParsers.InsertBefore<ThematicBreakParser>(new PlayContainerParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        renderer.ObjectRenderers.Insert(0, new PlayContainerRenderer());
        renderer.ObjectRenderers.Insert(0, new EmbedRenderer());
        renderer.ObjectRenderers.RemoveAll(existing => existing is AlertBlockRenderer);
        renderer.ObjectRenderers.Insert(0, new CalloutRenderer());
    }
}
