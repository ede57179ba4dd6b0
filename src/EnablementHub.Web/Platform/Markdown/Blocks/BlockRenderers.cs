using System.Globalization;
using Markdig.Extensions.Alerts;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace EnablementHub.Platform.Markdown.Blocks;

/// <summary>Names that a container may have, with the words that a reader sees.</summary>
internal static class BlockNames
{
    internal const string Say = "say";

    internal static readonly IReadOnlyDictionary<string, string> Plays = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["know"] = "Know",
        [Say] = "Say",
        ["show"] = "Show",
        ["do"] = "Do",
    };

    internal static readonly IReadOnlyDictionary<string, string> Callouts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["note"] = "Note",
        ["tip"] = "Tip",
        ["important"] = "Important",
        ["warning"] = "Warning",
        ["caution"] = "Caution",
    };
}

internal sealed class PlayContainerRenderer : HtmlObjectRenderer<PlayContainer>
{
    protected override void Write(HtmlRenderer renderer, PlayContainer obj)
    {
        renderer.EnsureLine();
        if (BlockNames.Plays.TryGetValue(obj.Name, out var play))
        {
            renderer.Write($"<section class=\"play-block play-{obj.Name}\"><p class=\"play-block-label\">{play}</p>");
            if (obj.Title.Length > 0)
            {
                renderer.Write("<p class=\"play-block-title\">").WriteEscape(obj.Title).Write("</p>");
            }

            renderer.WriteChildren(obj);
            if (string.Equals(obj.Name, BlockNames.Say, StringComparison.Ordinal))
            {
                var items = obj.EmbeddedItems.Distinct().Select(item => item.ToString(CultureInfo.InvariantCulture));
                renderer.Write($"<div data-say-clips=\"{string.Join(',', items)}\"></div>");
            }

            renderer.WriteLine("</section>");
        }
        else if (BlockNames.Callouts.TryGetValue(obj.Name, out var callout))
        {
            CalloutRenderer.WriteStart(renderer, obj.Name, obj.Title.Length > 0 ? obj.Title : callout);
            renderer.WriteChildren(obj);
            renderer.WriteLine("</div>");
        }
        else
        {
            renderer.Write("<div>");
            renderer.WriteChildren(obj);
            renderer.WriteLine("</div>");
        }
    }
}

internal sealed class CalloutRenderer : HtmlObjectRenderer<AlertBlock>
{
    internal const string Fallback = "note";

    internal static void WriteStart(HtmlRenderer renderer, string name, string label) =>
        renderer.Write($"<div class=\"callout callout-{name}\" role=\"note\"><p class=\"callout-label\">").WriteEscape(label).Write("</p>");

    protected override void Write(HtmlRenderer renderer, AlertBlock obj)
    {
        var kind = obj.Kind.ToString().ToLowerInvariant();
        var name = BlockNames.Callouts.ContainsKey(kind) ? kind : Fallback;
        renderer.EnsureLine();
        WriteStart(renderer, name, BlockNames.Callouts[name]);
        renderer.WriteChildren(obj);
        renderer.WriteLine("</div>");
    }
}

internal sealed class EmbedRenderer : HtmlObjectRenderer<EmbedBlock>
{
    protected override void Write(HtmlRenderer renderer, EmbedBlock obj)
    {
        renderer.EnsureLine();
        renderer.Write(string.Create(CultureInfo.InvariantCulture, $"<div data-embed=\"{obj.Address.ItemId}\" data-caption=\""));
        renderer.WriteEscape(obj.Caption);
        renderer.Write("\"");
        WriteSeconds(renderer, "data-start", obj.Address.Start);
        WriteSeconds(renderer, "data-end", obj.Address.End);
        renderer.WriteLine("></div>");
    }

    private static void WriteSeconds(HtmlRenderer renderer, string name, double? seconds)
    {
        if (seconds is { } value)
        {
            renderer.Write(string.Create(CultureInfo.InvariantCulture, $" {name}=\"{value}\""));
        }
    }
}
