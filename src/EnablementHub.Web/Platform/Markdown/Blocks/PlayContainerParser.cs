using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace EnablementHub.Platform.Markdown.Blocks;

/// <summary>
/// Markdig's own containers let an inner fence close the outer block when both have three colons, also from within
/// code. Here a fence closes the innermost block that it fits.
/// </summary>
internal sealed class PlayContainerParser : BlockParser
{
    private const int MinFenceLength = 3;
    private const int MaxTitleLength = 200;

    public PlayContainerParser() => OpeningCharacters = [':'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent || ReadFence(processor.Line) is not { Info.Length: > 0 } fence)
        {
            return BlockState.None;
        }

        var words = fence.Info.Split((char[])[' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var title = words.Length > 1 ? words[1].TrimEnd(':').TrimEnd() : "";
        if (!words[0].All(character => char.IsAsciiLetterOrDigit(character) || character == '-') || title.Length > MaxTitleLength)
        {
            return BlockState.None;
        }

        processor.NewBlocks.Push(new PlayContainer(this, words[0].ToLowerInvariant(), title, fence.Length)
        {
            Column = processor.Column,
            Span = new SourceSpan(processor.Start, processor.Line.End),
        });
        return BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        if (processor.IsCodeIndent
            || processor.CurrentChar != ':'
            || ReadFence(processor.Line) is not { Info.Length: 0 } fence
            || !ReferenceEquals(FindClosedBy(fence.Length, (PlayContainer)block, processor), block))
        {
            return BlockState.Continue;
        }

        ((PlayContainer)block).HasEnd = true;
        block.UpdateSpanEnd(processor.Line.End);
        return BlockState.BreakDiscard;
    }

    private static PlayContainer? FindClosedBy(int fenceLength, PlayContainer outermost, BlockProcessor processor)
    {
        PlayContainer? exact = null;
        PlayContainer? shorter = null;
        Block? current = outermost;

        // Block.IsOpen says nothing here: Markdig clears it before it asks who continues.
        while (current is PlayContainer container && processor.IsOpen(container))
        {
            exact = container.FenceLength == fenceLength ? container : exact;
            shorter = container.FenceLength < fenceLength ? container : shorter;
            current = container.LastChild;
        }

        return current is FencedCodeBlock && processor.IsOpen(current) ? null : exact ?? shorter;
    }

    private static Fence? ReadFence(StringSlice line)
    {
        var length = 0;
        while (line.CurrentChar == ':')
        {
            length++;
            line.SkipChar();
        }

        return length < MinFenceLength ? null : new Fence(length, line.ToString().Trim());
    }

    private sealed record Fence(int Length, string Info);
}
