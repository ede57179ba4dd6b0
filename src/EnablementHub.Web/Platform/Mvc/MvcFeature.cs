using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.Razor;

namespace EnablementHub.Platform.Mvc;

/// <summary>MVC as the house uses it: views beside their controllers, antiforgery on every unsafe request.</summary>
public static class MvcFeature
{
    public static IServiceCollection AddHubMvc(this IServiceCollection services)
    {
        services.AddControllersWithViews(options =>
        {
            options.Filters.Add<BodyLimitFilter>(BodyLimitFilter.AfterSizeLimits);
            options.Filters.Add<BrowserAntiforgeryFilter>(BrowserAntiforgeryFilter.AfterLimits);
            options.Filters.Add<ReadableFormFilter>(ReadableFormFilter.Last);
        }).ConfigureApplicationPartManager(PublicTypesPart.TakeOver);
        services.AddRazorComponents();
        services.AddAntiforgery(options =>
        {
            options.HeaderName = "X-Antiforgery";
            options.Cookie.Name = "hub.antiforgery";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new RoomViewLocations()));
        services.AddProblemDetails();
        services.AddSingleton<StoredFileSender>();
        services.AddHttpContextAccessor();
        return services;
    }

    /// <summary>Lets MVC look at its controllers on another core, while the rest of the site is put together.</summary>
    public static Task DescribeActionsAsync(this IServiceProvider services) => Task.Run(() => services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors);

    /// <summary>A controller's views lie in the folder that its namespace names.</summary>
    private sealed class RoomViewLocations : IViewLocationExpander
    {
        private const string Room = "room";
        private const string Prefix = "EnablementHub.";

        public void PopulateValues(ViewLocationExpanderContext context)
        {
            if (context.ActionContext.ActionDescriptor is ControllerActionDescriptor { ControllerTypeInfo.Namespace: { } space } && space.StartsWith(Prefix, StringComparison.Ordinal))
                context.Values[Room] = space[Prefix.Length..].Replace('.', '/');
        }

        public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
        {
            if (context.Values.TryGetValue(Room, out var room)) yield return $"/{room}/{{0}}.cshtml";
            yield return "/Features/Shared/{0}.cshtml";
        }
    }
}
