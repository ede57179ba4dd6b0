using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes;

/// <summary>Quizzes that play an item, or lead to one from an explanation.</summary>
public sealed class QuizUses(HubDbContext database) : IItemUses
{
    public async Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken)
    {
        var uses = await (
            from question in database.QuizQuestions.AsNoTracking()
            join version in database.QuizVersions on question.VersionId equals version.Id
            where question.ItemId != null && itemIds.Contains(question.ItemId.Value)
                && (version.Number == version.Quiz.LiveNumber || version.Number == version.Quiz.PendingNumber)
                && (version.Quiz.State == QuizState.Published || (forGood && version.Quiz.State != QuizState.Retired))
            group question by new { ItemId = question.ItemId!.Value, version.QuizId } into asked
            select new
            {
                asked.Key.ItemId,
                asked.Key.QuizId,
                Plays = asked.Any(question => question.Kind == QuestionKind.Clip || question.Kind == QuestionKind.Hotspot),
            }).OrderBy(use => use.QuizId).ToListAsync(cancellationToken);
        var ids = uses.Select(use => use.QuizId).Distinct().ToList();
        var titles = (await database.QuizVersions.AsNoTracking().Where(version => ids.Contains(version.QuizId)).Select(version => new { version.QuizId, version.Number, version.Title }).ToListAsync(cancellationToken))
            .GroupBy(version => version.QuizId).ToDictionary(versions => versions.Key, versions => versions.MaxBy(version => version.Number)!.Title);
        return [.. uses.Select(use => new ItemDependant(use.ItemId, new Dependant("quiz", titles[use.QuizId], QuizLinks.Quiz(use.QuizId), "check", use.Plays ? "asks about it" : "explains with it")))];
    }

    /// <summary>
    /// Where an explanation leads to the whole item, it leads to the other one. A question that plays a span, and an explanation
    /// that names a moment, are about that recording: they stay for an author to write anew.
    /// </summary>
    public async Task<IReadOnlyList<LedPlace>> LeadAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken)
    {
        var questions = await (
            from question in database.QuizQuestions
            join version in database.QuizVersions on question.VersionId equals version.Id
            where question.ItemId == fromItemId && question.StartSeconds == null && question.Kind != QuestionKind.Clip && question.Kind != QuestionKind.Hotspot
                && (version.Number == version.Quiz.LiveNumber || version.Number == version.Quiz.PendingNumber)
            orderby question.Id
            select new { Question = question, version.QuizId, version.Title }).ToListAsync(cancellationToken);
        var led = new List<LedPlace>();
        foreach (var row in questions)
        {
            var place = new PlaceKey("quiz-question", row.Question.Id);
            if (only?.Contains(place) == false) continue;
            row.Question.ItemId = toItemId;
            led.Add(new LedPlace(place, "quiz", row.Title, QuizLinks.Question(row.QuizId, row.Question.Key)));
        }

        return led;
    }
}
