using System.Globalization;
using System.Security.Claims;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Features.Sessions.Passwords;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Sessions;

/// <summary>The door of the room: Identity, the cookie and its server-side tickets.</summary>
public static class SessionsFeature
{
    public const string SignInPath = "/sign-in";

    /// <summary>The scheme of the session cookie, for pages that no API token may open.</summary>
    public const string BrowserScheme = "Identity.Application";

    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        // Before Identity's own, which then stays away: its rules are of another kind.
        services.AddScoped<IPasswordValidator<Person>, PasswordRules>();
        services.AddIdentityCore<Person>(options =>
            {
                options.Lockout.MaxFailedAccessAttempts = 8;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = "";
            })
            .AddRoles<IdentityRole<int>>()
            .AddEntityFrameworkStores<HubDbContext>()
            .AddSignInManager();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.AddSingleton<DatabaseTicketStore>();
        services.AddSingleton<PasswordLinks>();
        services.AddScoped<SetPassword>();
        services.AddSingleton<SetUpLink>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, ConfigureCookie);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<DatabaseTicketStore, IOptions<SessionSettings>>((cookie, tickets, sessions) =>
            {
                cookie.SessionStore = tickets;
                cookie.ExpireTimeSpan = TimeSpan.FromDays(sessions.Value.DaysUntilExpiry);
            });
        return services.AddRecurringJob<RemoveExpiredSessionsJob>();
    }

    private static void ConfigureCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "hub.session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = SignInPath;
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        cookie.Events.OnRedirectToLogin = context =>
        {
            // Scripts, media and the API want a status; a person wants the sign-in page.
            if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
                && !context.Request.Path.StartsWithSegments("/api") && !context.Request.Headers.ContainsKey("HX-Request"))
                context.Response.Redirect(context.RedirectUri);
            else
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.Headers.WWWAuthenticate = "Bearer realm=\"EnablementHub\"";
            }

            return Task.CompletedTask;
        };
    }

    /// <summary>The ticket says who; what they may do is read anew, so that roles and disabling hold at once.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var access = int.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var personId)
            ? await services.GetRequiredService<PersonAccessCache>().FindAsync(personId, context.HttpContext.RequestAborted)
            : null;
        if (access is null || access.IsDisabled)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        context.ReplacePrincipal(access.ToPrincipal(IdentityConstants.ApplicationScheme));
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}

internal sealed class RemoveExpiredSessionsJob(IDbContextFactory<HubDbContext> databases, DatabaseTicketStore tickets, TimeProvider time) : IRecurringJob
{
    public string Name => "remove-expired-sessions";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.SignInSessions.Where(s => s.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        tickets.Trim();
    }
}
