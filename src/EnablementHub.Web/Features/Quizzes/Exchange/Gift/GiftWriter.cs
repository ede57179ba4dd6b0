using System.Globalization;
using System.Text;
using EnablementHub.Features.Quizzes.Writing;

namespace EnablementHub.Features.Quizzes.Exchange.Gift;

/// <summary>Writes a version as GIFT, which Moodle and others read. What GIFT can't say stands in comments, and ordering in Moodle's extension of it.</summary>
public static class GiftWriter
{
    public static string Write(QuizVersion version)
    {
        var text = new StringBuilder();
        text.Append("// ").Append(version.Title.ReplaceLineEndings(" ")).Append("\n\n");
        var pool = "";
        foreach (var question in version.InOrder)
        {
            if (question.Pool != pool)
            {
                pool = question.Pool;
                text.Append("$CATEGORY: ").Append(pool.Length == 0 ? "top" : pool.Replace("/", "//", StringComparison.Ordinal)).Append("\n\n");
            }

            Write(text, question);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, QuizQuestion question)
    {
        var extras = GiftExtras.Of(question);
        if (!extras.IsEmpty) text.Append(extras.Write()).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"::Q{question.Key}::").Append(GiftText.Escape(question.Prompt)).Append(' ').Append('{');
        WriteAnswer(text, question.Kind, question.Parts);
        if (question.Explanation.Length > 0) text.Append(text[^1] == '\n' ? "####" : "\n####").Append(GiftText.Escape(question.Explanation)).Append('\n');
        text.Append("}\n\n");
    }

    private static void WriteAnswer(StringBuilder text, QuestionKind kind, QuestionParts parts)
    {
        switch (kind)
        {
            case QuestionKind.TrueFalse:
                text.Append(parts.Choices.Any(choice => choice.Key == TrueFalse.True && choice.IsRight) ? "TRUE" : "FALSE");
                break;
            case QuestionKind.Numeric:
                text.Append('#').Append(Number(parts.Number ?? 0));
                if (parts.Tolerance > 0) text.Append(':').Append(Number(parts.Tolerance));
                break;
            case QuestionKind.ShortText:
                foreach (var accepted in parts.Accepted) text.Append("\n  =").Append(GiftText.Escape(accepted));
                text.Append('\n');
                break;
            case QuestionKind.Ordering:
                text.Append(">ALL VERTICAL ABSOLUTE_POSITION SHOW none");
                foreach (var choice in parts.Choices) text.Append("\n  ").Append(GiftText.Escape(choice.Text));
                text.Append('\n');
                break;
            case QuestionKind.Matching:
                foreach (var choice in parts.Choices) text.Append("\n  =").Append(GiftText.Escape(choice.Text)).Append(" -> ").Append(GiftText.Escape(choice.Match));
                text.Append('\n');
                break;
            default:
                var several = kind is QuestionKind.Multiple or QuestionKind.Hotspot;
                var right = parts.Choices.Count(choice => choice.IsRight);
                foreach (var choice in parts.Choices)
                {
                    text.Append("\n  ");
                    if (!several) text.Append(choice.IsRight ? '=' : '~');
                    else text.Append(CultureInfo.InvariantCulture, $"~%{(choice.IsRight ? "" : "-")}{Math.Round(100.0 / right, 5):0.#####}%");
                    text.Append(GiftText.Escape(choice.Text));
                }

                text.Append('\n');
                break;
        }
    }

    private static string Number(double number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}
