using EnablementHub.Features.Sessions;
using Microsoft.AspNetCore.Authentication;

namespace EnablementHub.Features.Tokens;

/// <summary>The door of the room: API tokens, and which of token and cookie signs a request.</summary>
public static class TokensFeature
{
    private const string EitherScheme = "hub";

    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddSingleton<TokenAccess>();
        services.AddScoped<CreateToken>();
        services.AddScoped<RevokeToken>();
        services.AddAuthentication(EitherScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, displayName: null, configureOptions: null)
            .AddPolicyScheme(EitherScheme, displayName: null, options => options.ForwardDefaultSelector = context =>
                BearerHandler.IsBearer(context.Request) ? BearerHandler.SchemeName : SessionsFeature.BrowserScheme);
        return services;
    }
}
