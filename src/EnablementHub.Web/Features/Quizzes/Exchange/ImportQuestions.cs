using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Quizzes.Exchange.Gift;
using EnablementHub.Features.Quizzes.Exchange.Qti;
using EnablementHub.Features.Quizzes.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Exchange;

/// <param name="Name">As its sender calls it; empty for what was typed.</param>
public sealed record ImportFile(string Name, string Text);

/// <param name="Added">How many questions were added.</param>
/// <param name="Notes">What was not understood or left out, with its line.</param>
public sealed record ImportReport(WriteResult Result, int Added, IReadOnlyList<ImportNote> Notes);

/// <summary>Adds the questions of GIFT or QTI texts to the version that is being written. What isn't understood stays out and is told.</summary>
public sealed class ImportQuestions(HubDbContext database, TimeProvider time)
{
    public const int MaxFiles = 50;

    public async Task<ImportReport> RunAsync(int quizId, int revision, IReadOnlyList<ImportFile> files, Writer writer, CancellationToken cancellationToken = default)
    {
        var notes = new List<ImportNote>();
        var questions = new List<ImportedQuestion>();
        foreach (var file in files)
        {
            if (file.Text.Length > ImportedText.MaxLength)
            {
                notes.Add(new ImportNote(1, "", $"It has {file.Text.Length} characters; at most {ImportedText.MaxLength} are read.", file.Name));
                continue;
            }

            var read = Read(file);
            questions.AddRange(read.Questions);
            notes.AddRange(read.Notes.Select(note => note with { File = file.Name }));
        }

        if (questions.Count == 0) return new ImportReport(WriteResult.Invalid("text", notes.Count == 0 ? "There is nothing in it. Paste some questions, or choose a file." : "None of it was understood. Below is why."), 0, notes);
        var result = await database.ChangeQuizAsync(quizId, revision, writer, time, "quiz.questions-imported", async (quiz, now, token) =>
        {
            var version = quiz.Write(writer.PersonId, now);
            if (version.Questions.Count + questions.Count > QuizVersion.MaxQuestions)
                return (WriteResult.Invalid("text", $"A quiz has at most {QuizVersion.MaxQuestions} questions; with these it would have {version.Questions.Count + questions.Count}."), "");
            var pools = version.Pools.Select(pool => pool.Name).Concat(questions.Select(question => question.Values.Pool)).Where(pool => pool.Length > 0).Distinct(StringComparer.Ordinal).Count();
            if (pools > QuizVersion.MaxPools) return (WriteResult.Invalid("text", $"A quiz has at most {QuizVersion.MaxPools} pools; with these categories it would have {pools}."), "");
            var items = questions.Select(question => question.Values.ItemId).OfType<int>().Distinct().ToList();
            var playable = await database.Items.Where(item => items.Contains(item.Id)).Select(item => new { item.Id, item.Kind }).ToDictionaryAsync(item => item.Id, item => item.Kind.IsPlayable(), token);
            foreach (var question in questions) quiz.Add(version, WithItem(question.Values, playable).ToQuestion());
            return (null, $"{questions.Count} questions");
        }, cancellationToken);
        return new ImportReport(result, result.Succeeded ? questions.Count : 0, notes);
    }

    public static ImportedText Read(ImportFile file) => file.Text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('<') ? QtiReader.Read(file.Text.TrimStart('\uFEFF')) : GiftReader.Read(file.Text.TrimStart('\uFEFF'));

    /// <summary>A number that is another item's here, or nobody's, is worse than none.</summary>
    private static QuestionValues WithItem(QuestionValues values, Dictionary<int, bool> playable)
    {
        if (values.ItemId is not { } id || (playable.TryGetValue(id, out var plays) && (plays || values.Kind is not (QuestionKind.Clip or QuestionKind.Hotspot)))) return values;
        var kind = values.Kind switch
        {
            QuestionKind.Clip => QuestionKind.OneChoice,
            QuestionKind.Hotspot => QuestionKind.Multiple,
            _ => values.Kind,
        };
        return values with { Kind = kind, ItemId = null, Start = null, End = null };
    }
}
