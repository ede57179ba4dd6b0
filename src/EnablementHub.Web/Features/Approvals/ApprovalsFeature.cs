using EnablementHub.Features.Approvals.Asking;
using EnablementHub.Features.Approvals.Commenting;
using EnablementHub.Features.Approvals.Deciding;
using EnablementHub.Features.Approvals.Listing;
using EnablementHub.Features.Approvals.Reviewers;
using EnablementHub.Features.Approvals.Scheduling;
using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Approvals;

/// <summary>The door of the room where versions are looked at before readers see them.</summary>
public static class ApprovalsFeature
{
    public static IServiceCollection AddApprovals(this IServiceCollection services)
    {
        services.AddScoped<ApprovalNotices>();
        services.AddScoped<ApprovalQueries>();
        services.AddScoped<RoundPages>();
        services.AddScoped<AskForReview>();
        services.AddScoped<DecideRound>();
        services.AddScoped<WithdrawRound>();
        services.AddScoped<CalledPeople>();
        services.AddScoped<AddComment>();
        services.AddScoped<ResolveComment>();
        services.AddScoped<SetTopicReviewers>();
        services.AddRecurringJob<PublishScheduledChangesJob>();
        return services;
    }
}
