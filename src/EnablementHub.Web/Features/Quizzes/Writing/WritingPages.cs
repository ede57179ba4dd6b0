using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Writing;

public sealed record AuthoringRow(int Id, string Title, string Owner, QuizState State, bool HasPending, int Taken, DateTimeOffset ChangedAt);

public sealed record AuthoringPage
{
    public const int Size = 50;

    public required IReadOnlyList<AuthoringRow> Rows { get; init; }
    public required int Total { get; init; }
    public required int Page { get; init; }
    public string? Typed { get; init; }
    public string? Problem { get; init; }
    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);
}

/// <param name="Change">"new", "changed" or empty, against what people take now.</param>
public sealed record WrittenQuestion(QuizQuestion Question, string Change, string? ItemTitle, int Regrades);

public sealed record VersionRow(int Number, DateTimeOffset? PublishedAt, string? PublishedBy, int Asked);

public sealed record EditPage
{
    public required Quiz Quiz { get; init; }
    public required QuizVersion Version { get; init; }
    public required IReadOnlyList<WrittenQuestion> Questions { get; init; }

    /// <summary>Questions of the live version that the pending one no longer has.</summary>
    public required int Removed { get; init; }
    public required IReadOnlyList<Choice> Topics { get; init; }
    public required IReadOnlyList<VersionRow> Versions { get; init; }
    public required int Taken { get; init; }
    public required bool Manages { get; init; }
    public required QuizForm Form { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];
    public bool IsPending => Quiz.PendingNumber is not null;
}

public sealed record QuestionPage
{
    public required int QuizId { get; init; }
    public required string QuizTitle { get; init; }
    public required int Revision { get; init; }
    public required QuestionKind Kind { get; init; }

    /// <summary>Null: a new one.</summary>
    public required int? Key { get; init; }
    public required QuestionForm Form { get; init; }
    public required IReadOnlyList<string> Pools { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];
}

/// <summary>Reads for those who write quizzes.</summary>
public sealed class WritingPages(HubDbContext database)
{
    private const int MaxTopics = 200;
    private const int MaxVersions = 50;

    /// <summary>One's own; a lead sees everybody's.</summary>
    public async Task<AuthoringPage> ListAsync(Writer writer, int page, CancellationToken cancellationToken)
    {
        var quizzes = database.Quizzes.AsNoTracking();
        if (!writer.ManagesContent) quizzes = quizzes.Where(quiz => quiz.OwnerId == writer.PersonId);
        var total = await quizzes.CountAsync(cancellationToken);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + AuthoringPage.Size - 1) / AuthoringPage.Size));
        var rows = await (
            from quiz in quizzes
            join version in database.QuizVersions on new { QuizId = quiz.Id, Number = quiz.PendingNumber ?? quiz.LiveNumber } equals new { version.QuizId, Number = (int?)version.Number }
            orderby quiz.State == QuizState.Retired, version.Title, quiz.Id
            select new AuthoringRow(quiz.Id, version.Title, quiz.Owner.DisplayName, quiz.State, quiz.PendingNumber != null && quiz.LiveNumber != null,
                database.QuizAttempts.Count(attempt => attempt.QuizId == quiz.Id && attempt.State == AttemptState.Graded), quiz.ChangedAt))
            .Skip((at - 1) * AuthoringPage.Size).Take(AuthoringPage.Size).ToListAsync(cancellationToken);
        return new AuthoringPage { Rows = rows, Total = total, Page = at };
    }

    public async Task<EditPage?> FindAsync(int id, Writer writer, CancellationToken cancellationToken)
    {
        if (await database.LoadQuizAsync(id, cancellationToken) is not { } quiz || !writer.MayChange(quiz)) return null;
        var version = quiz.Newest;
        var live = quiz.Pending is null ? null : quiz.Live;
        var before = live?.Questions.ToDictionary(question => question.Key) ?? [];
        var itemIds = version.Questions.Where(question => question.ItemId is not null).Select(question => question.ItemId!.Value).Distinct().ToList();
        var titles = await (
            from item in database.Items.AsNoTracking()
            join text in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber ?? item.PendingNumber } equals new { text.ItemId, Number = (int?)text.Number }
            where itemIds.Contains(item.Id)
            select new { item.Id, text.Title }).ToDictionaryAsync(item => item.Id, item => item.Title, cancellationToken);
        var regrades = await database.Regrades.AsNoTracking().Where(regrade => regrade.QuizId == id).GroupBy(regrade => regrade.QuestionKey)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new EditPage
        {
            Quiz = quiz,
            Version = version,
            Questions =
            [
                .. version.InOrder.Select(question => new WrittenQuestion(
                    question,
                    live is null ? "" : !before.TryGetValue(question.Key, out var old) ? "new" : IsSame(old, question) ? "" : "changed",
                    question.ItemId is { } item ? titles.GetValueOrDefault(item, "an item that is gone") : null,
                    regrades.GetValueOrDefault(question.Key))),
            ],
            Removed = before.Keys.Count(key => version.Questions.All(question => question.Key != key)),
            Topics = await database.FacetValues.AsNoTracking().Where(value => value.Group == "topic").OrderBy(value => value.Position).ThenBy(value => value.Label)
                .Select(value => new Choice(value.Value, value.Label)).Take(MaxTopics).ToListAsync(cancellationToken),
            Versions = await database.QuizVersions.AsNoTracking().Where(v => v.QuizId == id && v.PublishedAt != null).OrderByDescending(v => v.Number)
                .Select(v => new VersionRow(v.Number, v.PublishedAt, v.PublishedBy!.DisplayName, v.AskedCount)).Take(MaxVersions).ToListAsync(cancellationToken),
            Taken = await database.QuizAttempts.CountAsync(attempt => attempt.QuizId == id && attempt.State == AttemptState.Graded, cancellationToken),
            Manages = writer.ManagesContent,
            Form = QuizForm.From(quiz, version),
        };
    }

    /// <param name="key">Null: the page for a new question of that kind.</param>
    public async Task<QuestionPage?> QuestionAsync(int id, int? key, QuestionKind? kind, Writer writer, CancellationToken cancellationToken)
    {
        if (await database.LoadQuizAsync(id, cancellationToken) is not { } quiz || !writer.MayChange(quiz)) return null;
        var version = quiz.Newest;
        var question = key is null ? null : version.Questions.SingleOrDefault(q => q.Key == key);
        if ((key is not null && question is null) || (question?.Kind ?? kind) is not { } shown) return null;
        var title = question?.ItemId is not { } itemId ? null : await (
            from item in database.Items.AsNoTracking()
            join text in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber ?? item.PendingNumber } equals new { text.ItemId, Number = (int?)text.Number }
            where item.Id == itemId
            select text.Title).SingleOrDefaultAsync(cancellationToken);
        var form = question is null ? QuestionForm.New(shown) : QuestionForm.Of(question);
        return new QuestionPage
        {
            QuizId = id,
            QuizTitle = version.Title,
            Revision = quiz.Revision,
            Kind = shown,
            Key = key,
            Form = title is null ? form : form with { Item = $"{title} · {ItemLinks.To(question!.ItemId!.Value)}" },
            Pools = [.. version.Pools.Select(pool => pool.Name).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Whether a question says and asks the same in two versions, so that a correction of one holds for the other.</summary>
    internal static bool IsSame(QuizQuestion one, QuizQuestion other) =>
        one.Kind == other.Kind && one.Prompt == other.Prompt && one.PartsText == other.PartsText && one.Points == other.Points && one.Explanation == other.Explanation
        && one.ItemId == other.ItemId && one.StartSeconds == other.StartSeconds && one.EndSeconds == other.EndSeconds && one.Pool == other.Pool;
}
