using Markdig.Parsers;
using Markdig.Syntax;

namespace EnablementHub.Platform.Markdown.Blocks;

/// <summary>A block between <c>::: name title</c> and <c>:::</c>.</summary>
internal sealed class PlayContainer(BlockParser parser, string name, string title, int fenceLength) : ContainerBlock(parser)
{
    internal string Name { get; } = name;

    internal string Title { get; } = title;

    internal int FenceLength { get; } = fenceLength;

    /// <summary>False while no closing fence was found: at the end of the text that is a mistake to report.</summary>
    internal bool HasEnd { get; set; }

    /// <summary>The items that the block shows, for the placeholder of a say block.</summary>
    internal List<int> EmbeddedItems { get; } = [];
}
