using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Updating;

/// <summary>A question as it was typed.</summary>
public sealed record QuestionForm
{
    public string? Prompt { get; init; }

    /// <summary>One answer a line.</summary>
    public string? Choices { get; init; }

    /// <summary>Number of the right line, from 1.</summary>
    public string? Correct { get; init; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Prompt) && string.IsNullOrWhiteSpace(Choices);

    public static QuestionForm From(ChangeQuestion question) => new()
    {
        Prompt = question.Prompt,
        Choices = question.Choices,
        Correct = (question.Correct + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}

/// <summary>The lead's questions on a change; an empty one is left out.</summary>
public sealed class WriteQuestions(HubDbContext database, OrganisationClock clock)
{
    public async Task<WriteResult> RunAsync(int changeId, int revision, IReadOnlyList<QuestionForm> forms, int personId, CancellationToken cancellationToken = default)
    {
        var problems = new List<FieldProblem>();
        var questions = forms.Take(ContentChange.MaxQuestions).Select((form, at) => form.IsEmpty ? null : Read(form, at, problems)).OfType<ChangeQuestion>().ToList();
        if (problems.Count > 0) return WriteResult.Invalid(problems);
        database.ChangeTracker.Clear();
        if (await database.ContentChanges.Include(c => c.Questions).SingleOrDefaultAsync(c => c.Id == changeId, cancellationToken) is not { } change) return WriteResult.NotFound;
        if (change.AskedAt is not null) return WriteResult.Invalid("", "The holders were asked already, so the questions stay as they are.");
        if (change.Revision != revision) return new WriteResult(WriteOutcome.Stale, changeId, change.Revision);
        change.SetQuestions(questions);
        database.LogAudit(personId, "certification.questions-written", "certification", change.PlanId, clock.Now, $"{change.Title}: {questions.Count}");
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return new WriteResult(WriteOutcome.Done, changeId, change.Revision);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, changeId);
        }
    }

    private static ChangeQuestion? Read(QuestionForm form, int at, List<FieldProblem> problems)
    {
        var before = problems.Count;
        string Field(string name) => FormattableString.Invariant($"questions[{at}].{name}");
        var prompt = string.Join(' ', (form.Prompt ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (prompt.Length == 0) problems.Add(new(Field("Prompt"), "Write the question, or take its answers out as well."));
        if (prompt.Length > ChangeQuestion.MaxPromptLength) problems.Add(new(Field("Prompt"), $"The question has {prompt.Length} characters; at most {ChangeQuestion.MaxPromptLength} fit."));
        var choices = (form.Choices ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (choices.Length is < ChangeQuestion.MinChoices or > ChangeQuestion.MaxChoices)
            problems.Add(new(Field("Choices"), $"Write {ChangeQuestion.MinChoices} to {ChangeQuestion.MaxChoices} answers, one a line; there {(choices.Length == 1 ? "is 1" : $"are {choices.Length}")}."));
        else if (Array.Find(choices, choice => choice.Length > ChangeQuestion.MaxChoiceLength) is { } long_) problems.Add(new(Field("Choices"), $"“{long_[..30]}…” has {long_.Length} characters; at most {ChangeQuestion.MaxChoiceLength} fit."));
        else if (choices.Distinct(StringComparer.OrdinalIgnoreCase).Count() < choices.Length) problems.Add(new(Field("Choices"), "Two answers say the same. Change one of them."));
        if (FormNumber.Read(form.Correct?.Trim()) is not { } correct || correct < 1 || correct > Math.Max(choices.Length, 1)) problems.Add(new(Field("Correct"), "Choose which answer is right."));
        return problems.Count > before ? null : new ChangeQuestion { Position = at, Prompt = prompt, Choices = string.Join('\n', choices), Correct = FormNumber.Read(form.Correct!.Trim())!.Value - 1 };
    }
}
