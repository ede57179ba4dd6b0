using EnablementHub.Platform.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EnablementHub.Features.Api.OpenApi;

/// <summary>What holds for all addresses: the title, the token, the server.</summary>
internal sealed class DocumentNotes(HubAddress address) : IOpenApiDocumentTransformer
{
    public const string Token = "token";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "EnablementHub",
            Version = "1.0",
            Description = "Content, files, people and use of an EnablementHub, for other systems. A token acts as its person: it sees and changes what that person may, within its scope. "
                + "Errors are problems as in RFC 9457, with sentences by field. Lists come in pages: next, sent as cursor, gives what follows. "
                + "A POST with an Idempotency-Key may be sent again for 24 hours and has one effect. Days are YYYY-MM-DD in the organisation's time zone, instants are ISO 8601 in UTC.",
        };
        document.Servers = [new OpenApiServer { Url = address.Base }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token: hub_…, from your profile or hub token create. Scopes: read sends only safe requests, write changes content and sends use, admin manages people too." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
        return Task.CompletedTask;
    }
}
