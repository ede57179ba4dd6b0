using Markdig.Syntax;

namespace EnablementHub.Platform.Markdown.Blocks;

/// <summary>The place in a text where an item itself is to be shown.</summary>
internal sealed class EmbedBlock(ItemAddress address, string caption) : LeafBlock(null)
{
    internal ItemAddress Address { get; } = address;

    internal string Caption { get; } = caption;
}
