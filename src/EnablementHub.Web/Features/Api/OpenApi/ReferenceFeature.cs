using System.Text.Json.Serialization;
using Microsoft.OpenApi;

namespace EnablementHub.Features.Api.OpenApi;

/// <summary>Describes the addresses for programs in the form that other tools read (OpenAPI 3.1).</summary>
public static class ReferenceFeature
{
    public const string DocumentName = "v1";
    public const string Route = "/openapi/{documentName}.json";
    public const string Address = "/openapi/v1.json";

    public static IServiceCollection AddReference(this IServiceCollection services)
    {
        // The description follows these; numbers are numbers here, never texts.
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi(DocumentName, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddSchemaTransformer<SchemaNotes>();
            options.AddOperationTransformer<OperationNotes>();
            options.AddDocumentTransformer<DocumentNotes>();
        });
        return services;
    }

    /// <summary>Open to everybody: it says how to ask, and nothing of what is there.</summary>
    public static WebApplication MapReference(this WebApplication app)
    {
        app.MapOpenApi(Route).AllowAnonymous();
        return app;
    }
}
