using EnablementHub.Features.Coaching.Board;
using EnablementHub.Features.Coaching.Mine;
using EnablementHub.Features.Coaching.Planning;
using EnablementHub.Features.Coaching.Recognising;
using EnablementHub.Features.Coaching.Showing;
using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.Coaching.Suggesting;
using EnablementHub.Features.Coaching.Writing;
using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Coaching;

/// <summary>The door of the room: how people stand, what to do about it, and what coaches write for them.</summary>
public static class CoachingFeature
{
    public static IServiceCollection AddCoaching(this IServiceCollection services)
    {
        services.AddScoped<StandingReader>();
        services.AddScoped<ReckonReadiness>();
        services.AddScoped<SuggestionReader>();
        services.AddScoped<ActOnSuggestion>();
        services.AddScoped<TeamBoard>();
        services.AddScoped<CohortReport>();
        services.AddScoped<CoachingSheets>();
        services.AddScoped<AddCoachingStep>();
        services.AddScoped<ChangeCoachingStep>();
        services.AddScoped<SaveCoachingEntry>();
        services.AddScoped<RemoveCoachingEntry>();
        services.AddScoped<Recognise>();
        services.AddScoped<RemoveRecognition>();
        services.AddScoped<Praise>();
        services.AddScoped<TeamTraining>();
        services.AddRecurringJob<ReckonReadinessJob>();
        return services.AddRecurringJob<RemindOfStepsJob>();
    }
}
