using EnablementHub.Features.Quizzes.Writing;

namespace EnablementHub.Features.Quizzes.Exchange.Gift;

/// <summary>Reads GIFT: one question a block, blocks apart by empty lines. What isn't understood is told with its line, and the rest is read.</summary>
public static class GiftReader
{
    private const string Category = "$CATEGORY:";

    public static ImportedText Read(string text)
    {
        var questions = new List<ImportedQuestion>();
        var notes = new List<ImportNote>();
        var pool = "";
        foreach (var block in Blocks(text))
        {
            var lines = new List<string>();
            GiftExtras? extras = null;
            var first = block.Line;
            foreach (var (line, index) in block.Lines.Select((line, index) => (line, index)))
            {
                if (line.TrimStart().StartsWith("//", StringComparison.Ordinal)) extras = GiftExtras.Read(line.Trim()) ?? extras;
                else if (line.TrimStart().StartsWith(Category, StringComparison.OrdinalIgnoreCase)) pool = PoolOf(line.TrimStart()[Category.Length..]);
                else
                {
                    if (lines.Count == 0) first = block.Line + index;
                    lines.Add(line);
                }
            }

            if (lines.Count == 0) continue;
            var body = string.Join('\n', lines);
            var (values, sentence, left) = GiftQuestion.Read(body, pool, extras ?? new GiftExtras());
            sentence ??= ImportRules.ProblemOf(values!);
            if (sentence is not null) notes.Add(new ImportNote(first, ImportedText.Begin(body), sentence));
            else
            {
                questions.Add(new ImportedQuestion(first, values!));
                if (left is not null) notes.Add(new ImportNote(first, ImportedText.Begin(body), left));
            }
        }

        return new ImportedText(questions, notes);
    }

    /// <summary>The last part of a category's path; "top" means none.</summary>
    private static string PoolOf(string path)
    {
        var name = path.Replace("//", "\uE030", StringComparison.Ordinal).Split('/')[^1].Replace('\uE030', '/').Trim();
        return name is "top" || name.StartsWith('$') ? "" : name;
    }

    private static IEnumerable<(int Line, List<string> Lines)> Blocks(string text)
    {
        var block = new List<string>();
        var start = 1;
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                if (block.Count == 0) start = number;
                block.Add(line);
            }
            else if (block.Count > 0)
            {
                yield return (start, block);
                block = [];
            }
        }

        if (block.Count > 0) yield return (start, block);
    }
}
