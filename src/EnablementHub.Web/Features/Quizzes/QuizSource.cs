using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.People;
using EnablementHub.Features.Quizzes.Taking;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes;

/// <summary>Quizzes as something that courses, checklists and certifications can ask for.</summary>
internal sealed class QuizSource(HubDbContext database) : ILearningSource
{
    public LearningKind Kind => LearningKind.Quiz;

    public async Task<IReadOnlyList<LearningTarget>> FindAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken) =>
        await ReadAsync(database.Quizzes.Where(quiz => ids.Contains(quiz.Id)), "", ids.Count, cancellationToken);

    public async Task<IReadOnlyList<LearningTarget>> OfferAsync(string words, Viewer viewer, int take, CancellationToken cancellationToken) =>
        await ReadAsync(database.Quizzes.Where(quiz => quiz.State == QuizState.Published), words.Trim(), take, cancellationToken);

    /// <summary>The live version, or the first one of a quiz that was never published.</summary>
    private async Task<IReadOnlyList<LearningTarget>> ReadAsync(IQueryable<Quiz> quizzes, string words, int take, CancellationToken cancellationToken)
    {
        var pattern = TextPattern.Containing(words);
        var rows = await (
            from quiz in quizzes.AsNoTracking()
            join version in database.QuizVersions on new { QuizId = quiz.Id, Number = quiz.LiveNumber ?? quiz.PendingNumber } equals new { version.QuizId, Number = (int?)version.Number }
            where words == "" || EF.Functions.Like(version.Title, pattern, TextPattern.Escape)
            orderby version.Title, quiz.Id
            select new { quiz.Id, quiz.State, version.Title, version.Number, version.Minutes }).Take(take).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new LearningTarget(LearningKind.Quiz, row.Id, row.Title, QuizLinks.Quiz(row.Id), row.Number, row.Minutes, row.State == QuizState.Published))];
    }
}
