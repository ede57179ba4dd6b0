using EnablementHub.Data;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Clips.Playing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Quizzes.Grading;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Taking;

/// <summary>The recording of a question: a player for its span, or its words where there is no recording yet.</summary>
public sealed record QuestionMedia(PlayerPage Player, IReadOnlyList<PlayerCue> Words);

/// <summary>A question as it stands on the page of an attempt.</summary>
public sealed record QuestionView
{
    public required QuizQuestion Question { get; init; }
    public required QuestionParts Parts { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }
    public required IReadOnlyList<QuestionChoice> Choices { get; init; }
    public required IReadOnlyList<QuestionChoice> Partners { get; init; }

    /// <summary>What stands in the form: what was saved, or what was typed and refused.</summary>
    public required string Given { get; init; }

    /// <summary>What is stored, so that the form can tell what somebody changed.</summary>
    public required string Stored { get; init; }
    public string? Problem { get; init; }
    public QuestionMedia? Media { get; init; }

    /// <summary>After the end: share of the points; null where the question doesn't count.</summary>
    public double? Share { get; init; }

    /// <summary>The item's page at the moment that explains it; null: none, or not for this reader.</summary>
    public string? MomentHref { get; init; }
    public string? MomentTitle { get; init; }
    public string? MomentPlayerHref { get; init; }
    public bool IsAnswered => !GivenText.IsEmpty(Given);
}

public sealed record AttemptPage
{
    public required QuizAttempt Attempt { get; init; }
    public required IReadOnlyList<QuestionView> Questions { get; init; }

    /// <summary>Null: no limit.</summary>
    public required double? SecondsLeft { get; init; }

    /// <summary>Right answers are shown: the quiz is passed, or nobody can use them any more.</summary>
    public bool ShowsRight { get; init; }
    public QuizStanding? Standing { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>Numbers of questions without an answer, when somebody wants to hand in all the same.</summary>
    public IReadOnlyList<int> Unanswered { get; init; } = [];
}

/// <summary>Reads an attempt with its questions, its recordings and what they explain, in a handful of queries.</summary>
public sealed class AttemptPages(HubDbContext database, TimeProvider time)
{
    /// <returns>Null: no such attempt of this person.</returns>
    public async Task<AttemptPage?> FindAsync(int attemptId, ItemReader reader, CancellationToken cancellationToken)
    {
        var personId = reader.Viewer.PersonId;
        var attempt = await QuizReading.WithQuestions(database.QuizAttempts.AsNoTracking()).SingleOrDefaultAsync(a => a.Id == attemptId && a.PersonId == personId, cancellationToken);
        if (attempt is null) return null;
        var now = time.GetUtcNow();
        var media = await MediaAsync(attempt, reader, cancellationToken);
        var page = new AttemptPage
        {
            Attempt = attempt,
            Now = now,
            SecondsLeft = attempt.DeadlineAt is { } deadline ? Math.Max(0, (deadline - now).TotalSeconds) : null,
            Questions = [.. attempt.Answers.OrderBy(answer => answer.Position).Select(answer => View(attempt, answer, media))],
        };
        return attempt.State == AttemptState.Open ? page : await WithResultAsync(page, personId, cancellationToken);
    }

    private async Task<AttemptPage> WithResultAsync(AttemptPage page, int personId, CancellationToken cancellationToken)
    {
        var quizId = page.Attempt.QuizId;
        var live = await (
            from quiz in database.Quizzes.AsNoTracking()
            join version in database.QuizVersions on new { QuizId = quiz.Id, Number = quiz.LiveNumber } equals new { version.QuizId, Number = (int?)version.Number }
            where quiz.Id == quizId
            select version).SingleAsync(cancellationToken);
        var attempts = await QuizReading.AttemptsAsync(database, quizId, personId, cancellationToken);
        var extra = await database.ExtraAttempts.CountAsync(e => e.QuizId == quizId && e.PersonId == personId, cancellationToken);
        var standing = QuizStanding.Of(live, attempts, extra, page.Now);
        var corrections = await GradeAttempt.CorrectionsAsync(database, [.. page.Attempt.Answers.Select(answer => answer.QuestionId)], cancellationToken);
        return page with
        {
            Standing = standing,
            ShowsRight = standing.OpenAttemptId is null && (attempts.Any(attempt => attempt.Passed) || standing.AttemptsLeft == 0),

            // What a later correction says of an answer is what counts now.
            Questions = [.. page.Questions.Select(view => view with { Share = Grader.Share(view.Question.Kind, view.Parts, view.Stored, [.. corrections[view.Question.Id]]) })],
        };
    }

    private static QuestionView View(QuizAttempt attempt, AttemptAnswer answer, IReadOnlyDictionary<int, (ItemCard Card, IReadOnlyList<PlayerCue> Cues)> media)
    {
        var question = answer.Question;
        (ItemCard Card, IReadOnlyList<PlayerCue> Cues)? shown = question.ItemId is { } id && media.TryGetValue(id, out var found) ? found : null;

        // A clip question is answered before one hears how it went on.
        var moment = question.Kind == QuestionKind.Clip ? question.EndSeconds ?? question.StartSeconds : question.StartSeconds;
        var isOpen = attempt.State == AttemptState.Open;
        return new QuestionView
        {
            Question = question,
            Parts = question.Parts,
            Number = answer.Position + 1,
            Choices = Drawing.Choices(question, attempt.Version.ShufflesChoices, attempt.Seed),
            Partners = Drawing.Partners(question, attempt.Seed),
            Given = answer.Given,
            Stored = answer.Given,
            Media = shown is { } playing && question.PlaysFirst && isOpen ? Media(playing.Card, playing.Cues, question, answer.Position) : null,
            Share = answer.Share,
            MomentHref = shown is null || isOpen ? null : moment is { } start ? ItemLinks.Moment(shown.Value.Card.Id, start) : shown.Value.Card.Href,
            MomentTitle = shown?.Card.Title,
            MomentPlayerHref = shown is { Card.CanPlay: true } && !isOpen ? ItemLinks.InlinePlayer(shown.Value.Card.Id, moment) : null,
        };
    }

    private static QuestionMedia Media(ItemCard card, IReadOnlyList<PlayerCue> cues, QuizQuestion question, int number)
    {
        var (start, end) = (question.StartSeconds, question.EndSeconds);
        return new QuestionMedia(
            PlayerPage.Of(card, end is null ? start : start ?? 0, end, number),
            [.. cues.Where(cue => cue.End > (start ?? 0) && cue.Start < (end ?? double.MaxValue))]);
    }

    /// <summary>Only what this reader may see: others get the question without its recording.</summary>
    private async Task<IReadOnlyDictionary<int, (ItemCard Card, IReadOnlyList<PlayerCue> Cues)>> MediaAsync(QuizAttempt attempt, ItemReader reader, CancellationToken cancellationToken)
    {
        var ids = attempt.Answers.Where(answer => answer.Question.ItemId is not null).Select(answer => answer.Question.ItemId!.Value).Distinct().ToList();
        if (ids.Count == 0) return new Dictionary<int, (ItemCard, IReadOnlyList<PlayerCue>)>();
        var cards = await database.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).InAudienceOf(reader).PublishedOn(reader.Today).ToCards().ToListAsync(cancellationToken);
        var silent = cards.Where(card => !card.CanPlay && attempt.Answers.Any(answer => answer.Question.Kind == QuestionKind.Clip && answer.Question.ItemId == card.Id)).Select(card => card.Id).ToList();
        var cues = silent.Count == 0 ? [] : await (
            from item in database.Items.AsNoTracking()
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { version.ItemId, Number = (int?)version.Number }
            join cue in database.Cues on version.TranscriptId equals cue.TranscriptId
            where silent.Contains(item.Id)
            orderby item.Id, cue.Position
            select new { ItemId = item.Id, Cue = new PlayerCue(cue.StartSeconds, cue.EndSeconds, cue.Speaker, cue.Text) }).Take(Transcript.MaxCues).ToListAsync(cancellationToken);
        var words = cues.ToLookup(row => row.ItemId, row => row.Cue);
        return cards.ToDictionary(card => card.Id, card => (card, (IReadOnlyList<PlayerCue>)[.. words[card.Id]]));
    }
}
