using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Quizzes.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Figures;

/// <param name="MayHaveMore">They have used their attempts and not passed.</param>
public sealed record ResultRow(int PersonId, string Person, int Attempts, double? Best, bool Passed, DateTimeOffset LastAt, bool MayHaveMore);

public sealed record ResultsPage
{
    public const int Size = 50;

    public required int QuizId { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<ResultRow> Rows { get; init; }
    public required int Total { get; init; }
    public required int Page { get; init; }
    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Who took a quiz and how they did, for leads; those who are stuck first.</summary>
public sealed class ResultPages(HubDbContext database)
{
    public async Task<ResultsPage?> FindAsync(int quizId, int page, CancellationToken cancellationToken)
    {
        var quiz = await (
            from q in database.Quizzes.AsNoTracking()
            join version in database.QuizVersions on new { QuizId = q.Id, Number = q.LiveNumber } equals new { version.QuizId, Number = (int?)version.Number }
            where q.Id == quizId
            select new { version.Title, version.MaxAttempts }).SingleOrDefaultAsync(cancellationToken);
        if (quiz is null) return null;
        var people = from attempt in database.QuizAttempts.AsNoTracking()
                     where attempt.QuizId == quizId
                     group attempt by new { attempt.PersonId, attempt.Person.DisplayName } into own
                     select new
                     {
                         own.Key.PersonId,
                         own.Key.DisplayName,
                         Attempts = own.Count(),
                         Best = own.Max(attempt => attempt.Score),
                         Passed = own.Max(attempt => attempt.Passed ? 1 : 0),
                         LastAt = own.Max(attempt => attempt.StartedAt),
                     };
        var total = await people.CountAsync(cancellationToken);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + ResultsPage.Size - 1) / ResultsPage.Size));
        var rows = await people.OrderBy(row => row.Passed).ThenBy(row => row.DisplayName).ThenBy(row => row.PersonId).Skip((at - 1) * ResultsPage.Size).Take(ResultsPage.Size).ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.PersonId).ToList();
        var extra = await database.ExtraAttempts.AsNoTracking().Where(e => e.QuizId == quizId && ids.Contains(e.PersonId)).GroupBy(e => e.PersonId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new ResultsPage
        {
            QuizId = quizId,
            Title = quiz.Title,
            Total = total,
            Page = at,
            Rows = [.. rows.Select(row => new ResultRow(row.PersonId, row.DisplayName, row.Attempts, row.Best, row.Passed == 1, row.LastAt,
                quiz.MaxAttempts > 0 && row.Passed == 0 && row.Attempts >= quiz.MaxAttempts + extra.GetValueOrDefault(row.PersonId)))],
        };
    }
}

/// <summary>A lead lets somebody try once more who has used all attempts.</summary>
public sealed class GrantAttempt(HubDbContext database, TimeProvider time)
{
    public Task<WriteResult> RunAsync(int quizId, int personId, Writer writer, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(
            async token =>
            {
                if (!writer.ManagesContent) return WriteResult.NotAllowed(QuizLoading.LeadsOnly);
                var quiz = await (
                    from q in database.Quizzes
                    join version in database.QuizVersions on new { QuizId = q.Id, Number = q.LiveNumber } equals new { version.QuizId, Number = (int?)version.Number }
                    where q.Id == quizId
                    select new { version.MaxAttempts }).SingleOrDefaultAsync(token);
                var taken = await database.QuizAttempts.CountAsync(attempt => attempt.QuizId == quizId && attempt.PersonId == personId, token);
                if (quiz is null || taken == 0) return WriteResult.NotFound;
                var extra = await database.ExtraAttempts.CountAsync(e => e.QuizId == quizId && e.PersonId == personId, token);

                // Sent twice, it gives one: they have an attempt left by then.
                if (quiz.MaxAttempts == 0 || taken < quiz.MaxAttempts + extra) return new WriteResult(WriteOutcome.Unchanged, quizId);
                var now = time.GetUtcNow();
                database.Add(new ExtraAttempt { QuizId = quizId, PersonId = personId, GrantedById = writer.PersonId, At = now });
                database.LogAudit(writer.PersonId, "quiz.attempt-granted", "person", personId, now, FormattableString.Invariant($"quiz {quizId}"));
                await database.SaveChangesAsync(token);
                return new WriteResult(WriteOutcome.Done, quizId);
            },
            result => result.Succeeded,
            cancellationToken);
}
