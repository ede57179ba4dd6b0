using EnablementHub.Features.Certification.Badges;
using EnablementHub.Features.Certification.Earning;
using EnablementHub.Features.Certification.Holding;
using EnablementHub.Features.Certification.Plans;
using EnablementHub.Features.Certification.Renewing;
using EnablementHub.Features.Certification.Revoking;
using EnablementHub.Features.Certification.Trained;
using EnablementHub.Features.Certification.Updating;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Certification;

/// <summary>The door of the room: what people can be certified in, who is, on exactly what, and until when.</summary>
public static class CertificationFeature
{
    public static IServiceCollection AddCertification(this IServiceCollection services)
    {
        services.AddScoped<PlanPages>();
        services.AddScoped<SavePlan>();
        services.AddScoped<ChangeRequirements>();
        services.AddScoped<PublishPlan>();
        services.AddScoped<LearnedFacts>();
        services.AddScoped<IssueCertificates>();
        services.AddScoped<NoteRefreshers>();
        services.AddScoped<MyCertifications>();
        services.AddScoped<CertificatePages>();
        services.AddScoped<HolderList>();
        services.AddScoped<RevokeCertificate>();
        services.AddScoped<TrainedPeople>();
        services.AddScoped<UpdatePages>();
        services.AddScoped<AskHolders>();
        services.AddScoped<AnswerUpdate>();
        services.AddScoped<WriteQuestions>();
        services.AddScoped<IItemUses, CertificationUses>();
        services.AddScoped<BadgeKeys>();
        services.AddScoped<MakeBadgeKey>();
        services.AddScoped<BadgeDocuments>();
        services.AddRecurringJob<RotateBadgeKeysJob>();
        services.AddRecurringJob<EarnCertificatesJob>();
        services.AddRecurringJob<FindChangesJob>();
        return services.AddRecurringJob<RemindHoldersJob>();
    }
}
