using EnablementHub.Platform.Markdown.Blocks;
using Markdig.Extensions.Alerts;
using Markdig.Syntax;

namespace EnablementHub.Platform.Markdown.Passes;

/// <summary>Tells the writer about blocks that have no end or a name that means nothing.</summary>
internal static class ContainerPass
{
    internal static void Run(MarkdownDocument document, List<string> problems)
    {
        foreach (var block in document.Descendants<PlayContainer>())
        {
            if (!block.HasEnd)
            {
                problems.Add($"The block “::: {block.Name}” in line {block.Line + 1} has no end: close it with a line of colons.");
            }

            if (!BlockNames.Plays.ContainsKey(block.Name) && !BlockNames.Callouts.ContainsKey(block.Name))
            {
                problems.Add(
                    $"“::: {block.Name}” in line {block.Line + 1} is not a block that the hub knows: use {string.Join(", ", BlockNames.Plays.Keys.Concat(BlockNames.Callouts.Keys))}.");
            }
        }

        foreach (var alert in document.Descendants<AlertBlock>())
        {
            if (!BlockNames.Callouts.ContainsKey(alert.Kind.ToString().ToLowerInvariant()))
            {
                problems.Add($"“[!{alert.Kind}]” in line {alert.Line + 1} is not a call-out that the hub knows: use {string.Join(", ", BlockNames.Callouts.Keys)}.");
            }
        }
    }
}
