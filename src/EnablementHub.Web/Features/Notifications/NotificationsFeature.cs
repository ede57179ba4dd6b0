using EnablementHub.Features.Notifications.Choosing;
using EnablementHub.Features.Notifications.Following;
using EnablementHub.Features.Notifications.Mailing;
using EnablementHub.Features.Notifications.Reading;
using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Notifications;

/// <summary>The door of the room: what people are told, in the hub and by mail, and what they follow.</summary>
public static class NotificationsFeature
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddScoped<Notices>();
        services.AddScoped<Mentions>();
        services.AddSingleton<UnreadCounts>();
        services.AddScoped<NotificationQueries>();
        services.AddScoped<ReadNotices>();
        services.AddSingleton<UnsubscribeLinks>();
        services.AddScoped<EndMails>();
        services.AddScoped<SaveMailSettings>();
        services.AddScoped<MailWording>();
        services.AddScoped<ComposeMail>();
        services.AddRecurringJob<ComposeMailsJob>();
        services.AddRecurringJob<RemoveOldNoticesJob>();
        services.AddSingleton<FollowedThings>();
        services.AddScoped<FollowQueries>();
        services.AddScoped<StartFollowing>();
        services.AddScoped<EndFollowing>();
        services.AddScoped<NewsQueries>();
        services.AddRecurringJob<TellNewsJob>();
        return services;
    }
}
