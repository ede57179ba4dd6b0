using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Onboarding.Calendar;
using EnablementHub.Features.Onboarding.Offers;
using EnablementHub.Features.Onboarding.Reminding;
using EnablementHub.Features.Onboarding.Running;
using EnablementHub.Features.Onboarding.SignOffs;
using EnablementHub.Features.Onboarding.Templates;
using EnablementHub.Features.Onboarding.Ticking;
using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Onboarding;

/// <summary>The door of the room: what a new hire does in the first 90 days, and who looks after them.</summary>
public static class OnboardingFeature
{
    public static IServiceCollection AddOnboarding(this IServiceCollection services)
    {
        services.AddScoped<TemplatePages>();
        services.AddScoped<SaveTemplate>();
        services.AddScoped<ChangeTemplateSteps>();
        services.AddScoped<StartChecklist>();
        services.AddScoped<ChecklistPages>();
        services.AddScoped<ChecklistBoard>();
        services.AddScoped<ChecklistOffers>();
        services.AddScoped<DecideOffer>();
        services.AddScoped<WorkOnStep>();
        services.AddScoped<SignOffList>();
        services.AddScoped<DecideSignOff>();
        services.AddScoped<TickSteps>();
        services.AddScoped<IItemUses, OnboardingUses>();
        services.AddScoped<ITypedTexts, OnboardingTexts>();
        services.AddSingleton<CalendarTokens>();
        services.AddRecurringJob<RemindNewHiresJob>();
        return services.AddRecurringJob<TickStepsJob>();
    }
}

/// <summary>Addresses of the room's pages.</summary>
public static class OnboardingLinks
{
    public const string Start = "/onboarding";
    public const string Board = "/onboarding/people";
    public const string New = "/onboarding/people/new";
    public const string SignOffs = "/onboarding/sign-offs";
    public const string Templates = "/onboarding/templates";

    public static string Checklist(int id) => FormattableString.Invariant($"/onboarding/people/{id}");

    /// <summary>What the template has become since this checklist was begun.</summary>
    public static string Changes(int id) => FormattableString.Invariant($"/onboarding/people/{id}/changes");

    public static string Step(int id) => FormattableString.Invariant($"/onboarding/steps/{id}");

    public static string Template(int id) => FormattableString.Invariant($"/onboarding/templates/{id}");

    public static string TemplateStep(int templateId, int stepId) => FormattableString.Invariant($"/onboarding/templates/{templateId}/steps/{stepId}");
}
