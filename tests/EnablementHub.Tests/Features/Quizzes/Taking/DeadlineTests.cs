using System.Net;
using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Grading;
using EnablementHub.Features.Quizzes.Taking;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Quizzes.Taking;

/// <summary>The time limit is the server's: jobs run only when a test says so.</summary>
public sealed class DeadlineTests : IAsyncLifetime
{
    private const int Crowd = 500;
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task WhatComesAfterTheDeadline_IsRefused_AndWhatWasSavedIsGradedByTheJob()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").Words("Two?", "b").Set(version => version.TimeLimitMinutes = 10).PublishedAsync();
        using var rep = await _hub.SignInAsAsync("Lina Late");
        var id = await QuizStory.BeginAsync(rep, quiz.Id);
        Assert.Contains("10 min 00 s", await rep.ReadAsync(QuizLinks.Attempt(id)), StringComparison.Ordinal);
        await rep.PostAsync(QuizLinks.List, QuizLinks.Answers(id), await QuizStory.FieldsAsync(_hub, id, ("One?", "a")));
        var late = await QuizStory.FieldsAsync(_hub, id, ("Two?", "b"));
        _hub.Time.Advance(TimeSpan.FromMinutes(10) + AttemptTime.Patience + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Conflict, (await rep.PostAsync(QuizLinks.List, QuizLinks.Answers(id), late)).StatusCode);
        Assert.Contains("The time is over", await rep.ReadAsync(QuizLinks.Attempt(id)), StringComparison.Ordinal);
        await _hub.RunAsync<GradeOverdueJob>();
        var attempt = await QuizStory.AttemptAsync(_hub, id);
        Assert.Equal((AttemptState.Graded, 50.0, true), (attempt.State, attempt.Score!.Value, attempt.RanOutOfTime));
        Assert.Equal(attempt.DeadlineAt, attempt.HandedInAt);
        Assert.Contains("The time ran out", await rep.ReadAsync(QuizLinks.Attempt(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandingInLate_GradesWhatWasSavedInTime()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").Words("Two?", "b").Set(version => version.TimeLimitMinutes = 10).PublishedAsync();
        using var rep = await _hub.SignInAsAsync("Lola Later");
        var id = await QuizStory.BeginAsync(rep, quiz.Id);
        await rep.PostAsync(QuizLinks.List, QuizLinks.Answers(id), await QuizStory.FieldsAsync(_hub, id, ("One?", "a")));
        var fields = await QuizStory.FieldsAsync(_hub, id, ("One?", "changed"), ("Two?", "b"));
        _hub.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Redirect, (await rep.PostAsync(QuizLinks.List, QuizLinks.Attempt(id), [.. fields, ("do", "hand-in")])).StatusCode);
        var attempt = await QuizStory.AttemptAsync(_hub, id);
        Assert.Equal((AttemptState.Graded, 50.0), (attempt.State, attempt.Score!.Value));
        Assert.Equal(["", "a"], attempt.Answers.Select(row => row.Given).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatIsOnItsWayAtTheEnd_StillCounts_AndTheDeadlineIsWhenItWasHandedIn()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").Set(version => version.TimeLimitMinutes = 10).PublishedAsync();
        using var rep = await _hub.SignInAsAsync("Jo Just");
        var id = await QuizStory.BeginAsync(rep, quiz.Id);
        var fields = await QuizStory.FieldsAsync(_hub, id, ("One?", "a"));
        _hub.Time.Advance(TimeSpan.FromMinutes(10) + AttemptTime.Patience);
        await rep.PostAsync(QuizLinks.List, QuizLinks.Attempt(id), [.. fields, ("do", "hand-in"), ("sure", "yes")]);
        var attempt = await QuizStory.AttemptAsync(_hub, id);
        Assert.Equal((true, false), (attempt.Passed, attempt.RanOutOfTime));
        Assert.Equal(attempt.DeadlineAt, attempt.HandedInAt);
    }

    [Fact]
    public async Task NextAttempt_DoesntWaitForTheJob()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").Set(version => (version.TimeLimitMinutes, version.MaxAttempts) = (1, 2)).PublishedAsync();
        using var rep = await _hub.SignInAsAsync("Nele Next");
        var first = await QuizStory.BeginAsync(rep, quiz.Id);
        _hub.Time.Advance(TimeSpan.FromMinutes(2));
        var second = await QuizStory.BeginAsync(rep, quiz.Id);
        Assert.NotEqual(first, second);
        Assert.Equal(AttemptState.Graded, (await QuizStory.AttemptAsync(_hub, first)).State);
        _hub.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Conflict, (await rep.PostAsync(QuizLinks.Quiz(quiz.Id), QuizLinks.Start(quiz.Id))).StatusCode);
    }

    [Fact]
    public async Task FiveHundredHandInAtTheDeadline_WithTheJobAmongThem_AndNoneIsLostOrCountedTwice()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").Choice("Two?", "*x", "y").Set(version => version.TimeLimitMinutes = 10).PublishedAsync();
        var attempts = await AttemptsAsync(quiz.Id);
        _hub.Time.Advance(TimeSpan.FromMinutes(10));
        var token = TestContext.Current.CancellationToken;
        await Task.WhenAll(attempts.Select(async attempt =>
        {
            await using var scope = _hub.App.Services.CreateAsyncScope();
            var handIn = scope.ServiceProvider.GetRequiredService<HandIn>();
            var sent = attempt.Answers.Select(answer => new SentAnswer(answer.QuestionId, answer.Question.Kind == QuestionKind.OneChoice ? "1" : "a", null)).ToList();
            Assert.True(await handIn.RunAsync(attempt.Id, attempt.PersonId, sent, token));
        }).Append(_hub.RunAsync<GradeOverdueJob>()));
        await using var database = _hub.OpenDatabase();
        Assert.Equal(Crowd, await database.QuizAttempts.CountAsync(attempt => attempt.QuizId == quiz.Id && attempt.State == AttemptState.Graded && attempt.Passed && !attempt.RanOutOfTime && attempt.Score == 100, token));
        Assert.Equal(2 * Crowd, await database.AttemptAnswers.CountAsync(answer => answer.Attempt.QuizId == quiz.Id && answer.Share == 1 && answer.Given != "", token));
        Assert.Equal(Crowd, await database.LearningRecords.CountAsync(record => record.TargetId == quiz.Id && record.Kind == EnablementHub.Features.Learning.LearningKind.Quiz, token));
    }

    private async Task<IReadOnlyList<QuizAttempt>> AttemptsAsync(int quizId)
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = _hub.OpenDatabase();
        var version = await database.QuizVersions.Include(v => v.Questions).SingleAsync(v => v.QuizId == quizId, token);
        var people = Enumerable.Range(0, Crowd).Select(at => new EnablementHub.Features.People.Person { DisplayName = $"Crowd {at}", Email = $"crowd{at}@hub.example", UserName = $"crowd{at}@hub.example", CreatedAt = _hub.Time.GetUtcNow() }).ToList();
        database.AddRange(people);
        await database.SaveChangesAsync(token);
        foreach (var person in people)
        {
            var attempt = new QuizAttempt { QuizId = quizId, VersionId = version.Id, PersonId = person.Id, Number = 1, StartedAt = _hub.Time.GetUtcNow(), DeadlineAt = _hub.Time.GetUtcNow().AddMinutes(10), Seed = person.Id };
            foreach (var (question, at) in version.Questions.Select((question, at) => (question, at))) attempt.Add(new AttemptAnswer { QuestionId = question.Id, Position = at });
            database.Add(attempt);
        }

        await database.SaveChangesAsync(token);
        return await database.QuizAttempts.AsNoTracking().Include(attempt => attempt.Answers).ThenInclude(answer => answer.Question).Where(attempt => attempt.QuizId == quizId).ToListAsync(token);
    }
}
