using System.Globalization;
using EnablementHub.Features.Quizzes.Writing;

namespace EnablementHub.Features.Quizzes.Exchange.Gift;

/// <summary>One question of a GIFT text.</summary>
internal static class GiftQuestion
{
    private static readonly string[] Formats = ["[html]", "[markdown]", "[plain]", "[moodle]"];

    private const string LeftOutFeedback = "The remarks on single answers are left out: here one explanation stands for all of them.";

    /// <returns>The question, or the sentence that says why not; and what was left out of it.</returns>
    public static (QuestionValues? Values, string? Sentence, string? Left) Read(string body, string pool, GiftExtras extras)
    {
        var text = GiftText.Hide(body);
        text = WithoutFormat(WithoutTitle(text).TrimStart());
        var open = text.IndexOf('{', StringComparison.Ordinal);
        if (open < 0) return (null, "It has no answers in braces, so it is no question.", null);
        var close = text.IndexOf('}', open);
        if (close < 0) return (null, "The brace { is never closed by }.", null);
        if (text.IndexOf('{', close) >= 0) return (null, "It has two answers in braces. Split it into two questions, with an empty line between.", null);
        var after = text[(close + 1)..].Trim();
        var prompt = GiftText.Show(after.Length == 0 ? text[..open] : $"{text[..open].TrimEnd()} _____ {after}");
        var answer = text[(open + 1)..close].Trim();
        var explanation = "";
        if (answer.IndexOf("####", StringComparison.Ordinal) is >= 0 and var general)
        {
            explanation = GiftText.Show(answer[(general + 4)..]);
            answer = answer[..general].Trim();
        }

        var (kind, parts, sentence, left) = ReadAnswer(answer);
        if (sentence is not null) return (null, sentence, null);
        if (extras.Kind is not null && QuizWords.KindOf(extras.Kind) is { } special && kind is QuestionKind.OneChoice or QuestionKind.Multiple && special is QuestionKind.Clip or QuestionKind.Hotspot or QuestionKind.Multiple) kind = special;
        if (extras.At is { } at && at.Count == parts!.Choices.Count) parts = parts with { Choices = [.. parts.Choices.Select((choice, index) => choice with { At = at[index] })] };
        if (extras.Unit is { } unit) parts = parts! with { Unit = unit.Length <= 20 ? unit : unit[..20] };
        return (new QuestionValues
        {
            Kind = kind,
            Prompt = prompt,
            Pool = pool,
            Points = extras.Points ?? 1,
            Explanation = explanation,
            ItemId = extras.Item,
            Start = extras.From,
            End = extras.To,
            Parts = parts!,
        }, null, left);
    }

    private static (QuestionKind Kind, QuestionParts? Parts, string? Sentence, string? Left) ReadAnswer(string answer)
    {
        if (answer.Length == 0) return Refuse("An essay, which nobody here could grade by itself.");
        if (answer[0] == '#') return ReadNumber(answer[1..].Trim());
        if (answer[0] == '>') return ReadOrder(answer);
        var bare = answer.IndexOf('#', StringComparison.Ordinal) is >= 0 and var remark ? answer[..remark].Trim() : answer;
        if (bare.ToUpperInvariant() is "T" or "TRUE" or "F" or "FALSE")
            return (QuestionKind.TrueFalse, new QuestionParts { Choices = TrueFalse.Choices(bare[0] is 'T' or 't') }, null, bare.Length < answer.Length ? LeftOutFeedback : null);
        var options = Options(answer).ToList();
        if (options.Count == 0) return Refuse("Its answers begin neither with = nor with ~.");
        var left = options.Exists(option => option.Text.Contains('#', StringComparison.Ordinal)) ? LeftOutFeedback : null;
        var plain = options.ConvertAll(option => (option.IsEqual, Text: option.Text.Split('#')[0].Trim()));
        if (plain.TrueForAll(option => option.IsEqual && option.Text.Contains("->", StringComparison.Ordinal))) return ReadPairs(plain.ConvertAll(option => option.Text), left);
        return plain.TrueForAll(option => option.IsEqual) ? ReadWords(plain.ConvertAll(option => option.Text), left) : ReadChoices(plain, left);
    }

    private static (QuestionKind, QuestionParts?, string?, string?) ReadNumber(string text)
    {
        var plain = text.StartsWith('=') ? text[1..] : text;
        string? left = null;
        if (plain.IndexOf('#', StringComparison.Ordinal) is >= 0 and var remark) (plain, left) = (plain[..remark], LeftOutFeedback);
        if (plain.Contains('=', StringComparison.Ordinal) || plain.Contains('%', StringComparison.Ordinal)) return Refuse("A number with several answers, of which some count in part. Write one number with a tolerance.");
        var range = plain.Split("..");
        if (range.Length == 2 && Number(range[0]) is { } low && Number(range[1]) is { } high && low <= high)
            return (QuestionKind.Numeric, new QuestionParts { Number = (low + high) / 2, Tolerance = (high - low) / 2 }, null, left);
        var pair = plain.Split(':');
        if (pair.Length <= 2 && Number(pair[0]) is { } number && (pair.Length == 1 || Number(pair[1]) is >= 0))
            return (QuestionKind.Numeric, new QuestionParts { Number = number, Tolerance = pair.Length == 2 ? Number(pair[1])!.Value : 0 }, null, left);
        return Refuse("Its number can’t be read. Write {#12.5}, {#12.5:0.1} or {#12..13}.");
    }

    private static (QuestionKind, QuestionParts?, string?, string?) ReadOrder(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length < 3
            ? Refuse("Things to put in order need a line each.")
            : (QuestionKind.Ordering, new QuestionParts { Choices = [.. lines.Skip(1).Select((line, index) => new QuestionChoice(index + 1, GiftText.Show(line)))] }, null, null);
    }

    private static (QuestionKind, QuestionParts?, string?, string?) ReadPairs(List<string> options, string? left)
    {
        var pairs = options.ConvertAll(option => option.Split("->", 2));
        return (QuestionKind.Matching, new QuestionParts { Choices = [.. pairs.Select((pair, index) => new QuestionChoice(index + 1, GiftText.Show(pair[0]), Match: GiftText.Show(pair[1])))] }, null, left);
    }

    private static (QuestionKind, QuestionParts?, string?, string?) ReadWords(List<string> options, string? left)
    {
        var accepted = new List<string>();
        foreach (var option in options)
        {
            var (percent, words) = Weighted(option);
            if (percent is null or 100) accepted.Add(GiftText.Show(words));
            else left = "Words that count in part are left out.";
        }

        return (QuestionKind.ShortText, new QuestionParts { Accepted = accepted }, null, left);
    }

    private static (QuestionKind, QuestionParts?, string?, string?) ReadChoices(List<(bool IsEqual, string Text)> options, string? left)
    {
        var isWeighted = false;
        var choices = new List<QuestionChoice>();
        foreach (var (isEqual, text) in options)
        {
            var (percent, words) = Weighted(text);
            isWeighted |= percent is not null && !isEqual;
            choices.Add(new QuestionChoice(choices.Count + 1, GiftText.Show(words), isEqual || percent > 0));
        }

        var several = isWeighted || choices.Count(choice => choice.IsRight) > 1;
        return (several ? QuestionKind.Multiple : QuestionKind.OneChoice, new QuestionParts { Choices = choices }, null, left);
    }

    private static (QuestionKind, QuestionParts?, string?, string?) Refuse(string sentence) => (default, null, sentence, null);

    private static double? Number(string text) =>
        double.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The words before a question in double colons, by which other programs name it.</summary>
    private static string WithoutTitle(string text)
    {
        var trimmed = text.TrimStart();
        if (!trimmed.StartsWith("::", StringComparison.Ordinal)) return text;
        var end = trimmed.IndexOf("::", 2, StringComparison.Ordinal);
        return end < 0 ? text : trimmed[(end + 2)..];
    }

    private static string WithoutFormat(string text)
    {
        var format = Array.Find(Formats, format => text.StartsWith(format, StringComparison.OrdinalIgnoreCase));
        return format is null ? text : text[format.Length..];
    }

    /// <summary>Each answer begins with = or ~ and ends before the next one.</summary>
    private static IEnumerable<(bool IsEqual, string Text)> Options(string answer)
    {
        for (var at = answer.AsSpan().IndexOfAny('=', '~'); at >= 0 && at < answer.Length;)
        {
            var length = answer.AsSpan(at + 1).IndexOfAny('=', '~');
            var end = length < 0 ? answer.Length : at + 1 + length;
            yield return (answer[at] == '=', answer[(at + 1)..end].Trim());
            at = end;
        }
    }

    /// <summary>"%50%words": how much an answer counts, and the words; without it all of it.</summary>
    private static (double? Percent, string Text) Weighted(string option)
    {
        if (!option.StartsWith('%') || option.IndexOf('%', 1) is not (> 1 and var end) || Number(option[1..end]) is not { } percent) return (null, option);
        return (percent, option[(end + 1)..]);
    }
}
