using System.Globalization;
using System.Xml.Linq;
using EnablementHub.Features.Quizzes.Writing;

namespace EnablementHub.Features.Quizzes.Exchange.Qti;

/// <summary>One assessmentItem. Names are compared without their namespace: 2.0, 2.1 and 2.2 differ in nothing that is read here.</summary>
internal static class QtiItem
{
    private static readonly string[] Known = ["choiceInteraction", "orderInteraction", "matchInteraction", "textEntryInteraction"];

    public static (QuestionValues? Values, string? Sentence, string? Left) Read(XElement item)
    {
        var body = Child(item, "itemBody");
        if (body is null) return (null, "It has no itemBody.", null);
        var interactions = body.Descendants().Where(element => element.Name.LocalName.EndsWith("Interaction", StringComparison.Ordinal)).ToList();
        if (interactions.Count == 0) return (null, "It asks for no answer.", null);
        if (interactions.Count > 1) return (null, $"It asks for {interactions.Count} answers at once. Split it into one question each.", null);
        var interaction = interactions[0];
        if (!Known.Contains(interaction.Name.LocalName)) return (null, $"Its kind, {interaction.Name.LocalName}, isn’t read. Choice, order, match and text entry are.", null);
        var identifier = (string?)interaction.Attribute("responseIdentifier");
        var declaration = item.Elements().FirstOrDefault(element => element.Name.LocalName == "responseDeclaration" && (string?)element.Attribute("identifier") == identifier);
        var right = declaration is null ? [] : Values(Child(declaration, "correctResponse"));
        var (kind, parts, sentence) = interaction.Name.LocalName switch
        {
            "choiceInteraction" => Choice(interaction, declaration, right),
            "orderInteraction" => Order(interaction, right),
            "matchInteraction" => Match(interaction, right),
            _ => Entry(declaration, right),
        };
        if (sentence is not null) return (null, sentence, null);
        var hasMedia = body.Descendants().Any(element => element.Name.LocalName is "img" or "object" or "audio" or "video");
        return (new QuestionValues
        {
            Kind = kind,
            Prompt = Prompt(body, interaction),
            Pool = "",
            Points = 1,
            Explanation = string.Join('\n', item.Elements().Where(element => element.Name.LocalName == "modalFeedback").Select(Words).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)),
            ItemId = null,
            Start = null,
            End = null,
            Parts = parts!,
        }, null, hasMedia ? "Its pictures or recordings are left out." : null);
    }

    private static (QuestionKind, QuestionParts?, string?) Choice(XElement interaction, XElement? declaration, List<string> right)
    {
        if (right.Count == 0) return (default, null, "It doesn’t say which choice is right.");
        var choices = Children(interaction, "simpleChoice").Select((choice, index) => new QuestionChoice(index + 1, Words(choice), right.Contains((string?)choice.Attribute("identifier") ?? ""))).ToList();
        var several = (string?)declaration!.Attribute("cardinality") == "multiple" || right.Count > 1;
        return (several ? QuestionKind.Multiple : QuestionKind.OneChoice, new QuestionParts { Choices = choices }, null);
    }

    private static (QuestionKind, QuestionParts?, string?) Order(XElement interaction, List<string> right)
    {
        var byName = Children(interaction, "simpleChoice").GroupBy(choice => (string?)choice.Attribute("identifier") ?? "").ToDictionary(group => group.Key, group => Words(group.First()), StringComparer.Ordinal);
        if (right.Count != byName.Count || !right.TrueForAll(byName.ContainsKey)) return (default, null, "Its right order doesn’t name each of the steps once.");
        return (QuestionKind.Ordering, new QuestionParts { Choices = [.. right.Select((name, index) => new QuestionChoice(index + 1, byName[name]))] }, null);
    }

    private static (QuestionKind, QuestionParts?, string?) Match(XElement interaction, List<string> right)
    {
        var sets = Children(interaction, "simpleMatchSet").Select(set => Children(set, "simpleAssociableChoice")
            .GroupBy(choice => (string?)choice.Attribute("identifier") ?? "").ToDictionary(group => group.Key, group => Words(group.First()), StringComparer.Ordinal)).ToList();
        if (sets.Count != 2) return (default, null, "It doesn’t have two sets to match.");
        var pairs = right.Select(pair => pair.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(pair => pair.Length == 2).ToList();
        if (pairs.Count == 0 || !pairs.TrueForAll(pair => sets[0].ContainsKey(pair[0]) && sets[1].ContainsKey(pair[1]))) return (default, null, "Its right pairs name choices that aren’t there.");
        if (pairs.GroupBy(pair => pair[0]).Any(group => group.Count() > 1)) return (default, null, "One of its choices has several partners. Here each has one.");
        if (pairs.Count < sets[0].Count) return (default, null, "One of its choices has no partner. Here each has one.");
        var choices = pairs.Select(pair => (Text: sets[0][pair[0]], Match: sets[1][pair[1]])).ToList();
        var lonely = sets[1].Where(choice => pairs.TrueForAll(pair => pair[1] != choice.Key)).Select(choice => (Text: "", Match: choice.Value));
        return (QuestionKind.Matching, new QuestionParts { Choices = [.. choices.Concat(lonely).Select((pair, index) => new QuestionChoice(index + 1, pair.Text, Match: pair.Match))] }, null);
    }

    private static (QuestionKind, QuestionParts?, string?) Entry(XElement? declaration, List<string> right)
    {
        var type = (string?)declaration?.Attribute("baseType");
        if (type is "float" or "integer")
        {
            return right.Count == 1 && double.TryParse(right[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? (QuestionKind.Numeric, new QuestionParts { Number = number }, null)
                : (default, null, "It doesn’t say which number is right.");
        }

        // What is mapped to as many points as the best counts, too.
        var mapping = declaration is null ? null : Child(declaration, "mapping");
        var entries = mapping is null ? [] : Children(mapping, "mapEntry").Select(entry => (Key: (string?)entry.Attribute("mapKey") ?? "", Value: (double?)entry.Attribute("mappedValue") ?? 0)).ToList();
        var best = entries.Count == 0 ? 0 : entries.Max(entry => entry.Value);
        var accepted = right.Concat(entries.Where(entry => entry.Value > 0 && entry.Value >= best).Select(entry => entry.Key)).Select(text => text.Trim()).Where(text => text.Length > 0)
            .DistinctBy(Grading.Words.Folded, StringComparer.Ordinal).ToList();
        return accepted.Count == 0 ? (default, null, "It doesn’t say which words are right.") : (QuestionKind.ShortText, new QuestionParts { Accepted = accepted }, null);
    }

    /// <summary>What is asked: the words around the answers, with a gap where a word is typed.</summary>
    private static string Prompt(XElement body, XElement interaction)
    {
        var copy = new XElement(body);
        foreach (var inner in copy.Descendants().Where(element => element.Name == interaction.Name).ToList())
        {
            if (interaction.Name.LocalName == "textEntryInteraction") inner.ReplaceWith(new XText(" _____ "));
            else inner.ReplaceWith(new XElement("p", Child(inner, "prompt") is { } prompt ? Words(prompt) : ""));
        }

        var blocks = copy.DescendantNodes().OfType<XElement>().Where(element => element.Name.LocalName is "p" or "div" or "li" or "h1" or "h2" or "h3" or "blockquote" or "pre").Where(element => !element.Elements().Any(child => child.Name.LocalName is "p" or "div" or "ul" or "ol"));
        var text = string.Join('\n', blocks.Select(Words).Where(words => words.Length > 0));
        return text.Length > 0 ? text : Words(copy);
    }

    private static string Words(XElement element) => string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static List<string> Values(XElement? response) => response is null ? [] : [.. Children(response, "value").Select(value => value.Value.Trim())];

    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static IEnumerable<XElement> Children(XElement parent, string name) => parent.Elements().Where(element => element.Name.LocalName == name);
}
