using EnablementHub.Features.Reviews.Deciding;
using EnablementHub.Features.Reviews.Health;
using EnablementHub.Features.Reviews.Intervals;
using EnablementHub.Features.Reviews.Leaving;
using EnablementHub.Features.Reviews.Noting;
using EnablementHub.Features.Reviews.Queue;
using EnablementHub.Features.Reviews.Reminding;
using EnablementHub.Features.Reviews.Reports;
using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Reviews;

/// <summary>The door of the room: what keeps verified content true.</summary>
public static class ReviewsFeature
{
    public static IServiceCollection AddReviews(this IServiceCollection services)
    {
        services.AddScoped<SaveIntervals>();
        services.AddScoped<ReviewQueue>();
        services.AddScoped<QueuePages>();
        services.AddScoped<PostponeReview>();
        services.AddScoped<ReassignReview>();
        services.AddScoped<ClaimReview>();
        services.AddScoped<ReportOutOfDate>();
        services.AddScoped<HealthQueries>();
        services.AddScoped<LeavingQueries>();
        services.AddScoped<HandOver>();
        return services.AddRecurringJob<NoteOverdueJob>().AddRecurringJob<NoteNewsJob>().AddRecurringJob<RemindReviewersJob>().AddRecurringJob<SettleReportsJob>();
    }
}
