using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Taking;

/// <param name="OpenAttemptId">An attempt of the reader's that goes on.</param>
/// <param name="Best">The reader's best score; null: never taken.</param>
public sealed record QuizRow(int Id, string Title, string Intro, int Asked, int Minutes, int PassPercent, string Topic, int? OpenAttemptId, int Taken, double? Best, bool Passed);

public sealed record QuizListPage
{
    public const int Size = 50;

    public required IReadOnlyList<QuizRow> Rows { get; init; }
    public required int Total { get; init; }
    public required int Page { get; init; }
    public required string Words { get; init; }
    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>What somebody sees before they begin, and how they did before.</summary>
public sealed record QuizPage
{
    public required int Id { get; init; }
    public required QuizState State { get; init; }
    public required QuizVersion Version { get; init; }
    public required int Asked { get; init; }
    public required IReadOnlyList<AttemptFacts> Attempts { get; init; }
    public required QuizStanding Standing { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required bool MayWrite { get; init; }
    public string? Problem { get; init; }
}

/// <summary>Reads for the list and for the page before a quiz.</summary>
public sealed class QuizPages(HubDbContext database, TimeProvider time)
{
    public const int MaxWords = 100;

    public async Task<QuizListPage> ListAsync(int personId, string? words, int page, CancellationToken cancellationToken)
    {
        var wanted = (words ?? "").Trim();
        if (wanted.Length > MaxWords) wanted = wanted[..MaxWords];
        var pattern = TextPattern.Containing(wanted);
        var live = from quiz in database.Quizzes.AsNoTracking()
                   join version in database.QuizVersions on new { QuizId = quiz.Id, Number = quiz.LiveNumber } equals new { version.QuizId, Number = (int?)version.Number }
                   where quiz.State == QuizState.Published && (wanted == "" || EF.Functions.Like(version.Title, pattern, TextPattern.Escape))
                   select new { quiz.Id, quiz.Topic, version.Title, version.Intro, version.AskedCount, version.Minutes, version.PassPercent };
        var total = await live.CountAsync(cancellationToken);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + QuizListPage.Size - 1) / QuizListPage.Size));
        var rows = await live.OrderBy(row => row.Title).ThenBy(row => row.Id).Skip((at - 1) * QuizListPage.Size).Take(QuizListPage.Size).ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.Id).ToList();
        var now = time.GetUtcNow();
        var taken = (await database.QuizAttempts.AsNoTracking().Where(attempt => attempt.PersonId == personId && ids.Contains(attempt.QuizId))
            .Select(attempt => new { attempt.QuizId, attempt.Id, attempt.State, attempt.DeadlineAt, attempt.Score, attempt.Passed }).ToListAsync(cancellationToken)).ToLookup(attempt => attempt.QuizId);
        return new QuizListPage
        {
            Total = total,
            Page = at,
            Words = wanted,
            Rows =
            [
                .. from row in rows
                   let own = taken[row.Id].ToList()
                   let open = own.Find(attempt => attempt.State == AttemptState.Open && !AttemptTime.IsOver(attempt.DeadlineAt, now))
                   select new QuizRow(row.Id, row.Title, row.Intro, row.AskedCount, row.Minutes, row.PassPercent, row.Topic, open?.Id, own.Count, own.Max(attempt => attempt.Score), own.Exists(attempt => attempt.Passed)),
            ],
        };
    }

    /// <returns>Null: no such quiz, or none that was ever published.</returns>
    public async Task<QuizPage?> FindAsync(int id, int personId, bool mayWrite, CancellationToken cancellationToken)
    {
        var quiz = await database.Quizzes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == id, cancellationToken);
        if (quiz?.LiveNumber is null) return null;
        var version = await database.QuizVersions.AsNoTracking().SingleAsync(v => v.QuizId == id && v.Number == quiz.LiveNumber, cancellationToken);
        var attempts = await QuizReading.AttemptsAsync(database, id, personId, cancellationToken);
        var extra = await database.ExtraAttempts.CountAsync(e => e.QuizId == id && e.PersonId == personId, cancellationToken);
        var now = time.GetUtcNow();
        return new QuizPage
        {
            Id = id,
            State = quiz.State,
            Version = version,
            Asked = version.AskedCount,
            Attempts = attempts,
            Standing = QuizStanding.Of(version, attempts, extra, now),
            Now = now,
            MayWrite = mayWrite,
        };
    }
}
