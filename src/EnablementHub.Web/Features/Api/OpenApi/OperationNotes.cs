using System.Globalization;
using System.Text.Json.Nodes;
using EnablementHub.Features.Api.Idempotency;
using EnablementHub.Features.Api.Media;
using EnablementHub.Platform.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EnablementHub.Features.Api.OpenApi;

/// <summary>What an address takes and answers beyond what its method's signature says: headers, problems, limits and examples.</summary>
internal sealed class OperationNotes : IOpenApiOperationTransformer
{
    private const string Json = "application/json";
    private const string ProblemSchema = "Problem";

    /// <summary>Every address may answer with these.</summary>
    private static readonly int[] OfAll = [401, 429, 500];

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var action = (ControllerActionDescriptor)context.Description.ActionDescriptor;
        operation.OperationId = $"{action.ControllerName}_{action.ActionName}";
        await AddProblemSchemaAsync(context, cancellationToken);
        AddParameters(operation, context.Description, action);
        AddBody(operation, context.Description, action);
        AddAnswers(operation, context, action);
    }

    private static async Task AddProblemSchemaAsync(OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schemas = (context.Document!.Components ??= new OpenApiComponents()).Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        if (!schemas.ContainsKey(ProblemSchema)) schemas[ProblemSchema] = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), parameterDescription: null, cancellationToken);
    }

    private static void AddParameters(OpenApiOperation operation, ApiDescription description, ControllerActionDescriptor action)
    {
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path && parameter.Description is null))
            parameter.Description = parameter.Name switch { "number" => "Number of the version.", "externalId" => "The name that your system gave it; a slash in it may stand as %2F.", "group" => "The facet, such as topic.", _ => "Its number." };
        foreach (var name in action.EndpointMetadata.OfType<TakesParametersAttribute>().SelectMany(more => more.Names))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = ParameterWords.GetValueOrDefault(name, "Values of this facet; any of them."),
                Schema = ParameterWords.ContainsKey(name) ? new OpenApiSchema { Type = name is "limit" or "offset" ? JsonSchemaType.Integer : JsonSchemaType.String } : new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            });
        }

        if (action.EndpointMetadata.OfType<TakesIfMatchAttribute>().Any())
        {
            var isNeeded = action.EndpointMetadata.OfType<NeedsIfMatchAttribute>().Any();
            AddHeader(operation, "If-Match", isNeeded, isNeeded ? "The ETag of what you read; without it the answer is 428." : "The ETag of what you read; left out: whatever is there.", "\"7-1f0c9a3b5d2e\"");
        }

        if (description.HttpMethod == "GET" && action.EndpointMetadata.OfType<TagsAnswerAttribute>().Any()) AddHeader(operation, "If-None-Match", isNeeded: false, "The ETag of what you have; the answer is 304 while it is the same.", "\"7-1f0c9a3b5d2e\"");
        if (description.HttpMethod == "POST") AddHeader(operation, IdempotentRequests.KeyHeader, isNeeded: false, "Your own name of the request, such as a UUID: sent again within 24 hours it has no second effect and gets the same answer.", "5f0c6a3e-6a0f-4a53-9d3c-0d8f3a1f2b11");
    }

    private static readonly Dictionary<string, string> ParameterWords = new(StringComparer.Ordinal)
    {
        ["q"] = "What is looked for; exact phrases stand in quotes.",
        ["sort"] = "relevance, newest or most-played.",
        ["limit"] = "1 to 100; 20 by default.",
        ["offset"] = "How many hits to pass over.",
    };

    private static void AddHeader(OpenApiOperation operation, string name, bool isNeeded, string description, string example) => operation.Parameters!.Add(new OpenApiParameter
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = isNeeded,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = JsonValue.Create(example),
    });

    private static void AddBody(OpenApiOperation operation, ApiDescription description, ControllerActionDescriptor action)
    {
        if (action.EndpointMetadata.OfType<RawBodyAttribute>().SingleOrDefault() is { } raw)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = "The file itself.",
                Content = raw.Types.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }, StringComparer.Ordinal),
            };
        }

        if (description.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source == BindingSource.Body) is not { } sent || operation.RequestBody is not OpenApiRequestBody body || body.Content is null) return;
        foreach (var other in body.Content.Keys.Where(type => type != Json).ToList()) body.Content.Remove(other);
        body.Required = sent.IsRequired;
        if (body.Content.TryGetValue(Json, out var media)) media.Example = ApiExamples.Of(sent.Type);
    }

    private static void AddAnswers(OpenApiOperation operation, OpenApiOperationTransformerContext context, ControllerActionDescriptor action)
    {
        operation.Responses ??= [];
        foreach (var type in context.Description.SupportedResponseTypes)
        {
            if (!operation.Responses.TryGetValue(type.StatusCode.ToString(CultureInfo.InvariantCulture), out var found) || found is not OpenApiResponse answer) continue;
            answer.Description = type.StatusCode switch { 201 => "It is there now.", 204 => "It is gone.", 304 => "You have it already.", _ => "Done." };
            answer.Headers = HeadersOf(type.StatusCode, action, context.Description.HttpMethod);
            if (type.StatusCode is 204 or 304) answer.Content = null;
            if (answer.Content is null) continue;
            if (type.Type?.Equals(typeof(string)) == true) answer.Content.Remove(Json);
            foreach (var (format, media) in answer.Content)
            {
                if (format == Json) media.Example = ApiExamples.Of(type.Type);
                else media.Example = JsonValue.Create("WEBVTT\n\n00:00.000 --> 00:02.000\n<v Maria>What does an hour of stoppage cost you?\n");
            }
        }

        foreach (var status in OfAll.Concat(action.EndpointMetadata.OfType<ApiAnswersAttribute>().SelectMany(answers => answers.Statuses)).Distinct().Order())
        {
            var kind = ProblemAnswer.Of(status);
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = kind.Title + ".",
                Headers = status is 429 or 503 ? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal) { ["Retry-After"] = Header("Seconds to wait.", JsonSchemaType.Integer) } : null,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [ProblemAnswer.ContentType] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, context.Document), Example = ApiExamples.Of(kind) },
                },
            };
        }
    }

    private static Dictionary<string, IOpenApiHeader> HeadersOf(int status, ControllerActionDescriptor action, string? method)
    {
        var headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
        {
            ["RateLimit"] = Header("How many requests the token may still send, and in how many seconds it begins anew: \"token\";r=599;t=60.", JsonSchemaType.String),
            ["RateLimit-Policy"] = Header("How many requests a token may send in how many seconds: \"token\";q=600;w=60.", JsonSchemaType.String),
        };
        if (action.EndpointMetadata.OfType<TagsAnswerAttribute>().Any() || status == 201) headers["ETag"] = Header("Names this state of it, for If-Match and If-None-Match.", JsonSchemaType.String);
        if (status == 201) headers["Location"] = Header("Its address.", JsonSchemaType.String);
        if (method == "POST") headers[IdempotentRequests.ReplayHeader] = Header("true where the same request was answered before.", JsonSchemaType.String);
        return headers;
    }

    private static OpenApiHeader Header(string description, JsonSchemaType type) => new() { Description = description, Schema = new OpenApiSchema { Type = type } };
}
