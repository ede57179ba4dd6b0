using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Quizzes.Exchange;
using EnablementHub.Features.Quizzes.Figures;
using EnablementHub.Features.Quizzes.Grading;
using EnablementHub.Features.Quizzes.Regrading;
using EnablementHub.Features.Quizzes.Taking;
using EnablementHub.Features.Quizzes.Writing;
using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Quizzes;

/// <summary>The door of the room: what people know, asked and graded.</summary>
public static class QuizzesFeature
{
    public static IServiceCollection AddQuizzes(this IServiceCollection services)
    {
        services.AddScoped<QuizPages>();
        services.AddScoped<StartAttempt>();
        services.AddScoped<AttemptPages>();
        services.AddScoped<AttemptQuestions>();
        services.AddScoped<SaveAnswers>();
        services.AddScoped<HandIn>();
        services.AddScoped<GradeAttempt>();
        services.AddScoped<SaveQuiz>();
        services.AddScoped<PublishQuiz>();
        services.AddScoped<ChangeQuestions>();
        services.AddScoped<WritingPages>();
        services.AddScoped<ClipSentences>();
        services.AddScoped<RegradeScope>();
        services.AddScoped<RegradePages>();
        services.AddScoped<CorrectQuestion>();
        services.AddScoped<FigurePages>();
        services.AddScoped<ResultPages>();
        services.AddScoped<GrantAttempt>();
        services.AddScoped<ImportQuestions>();
        services.AddScoped<ILearningSource, QuizSource>();
        services.AddScoped<IItemUses, QuizUses>();
        services.AddScoped<ITypedTexts, QuizTexts>();
        return services.AddRecurringJob<GradeOverdueJob>();
    }
}
