using System.Text.Json.Nodes;
using EnablementHub.Features.Api.Bodies;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EnablementHub.Features.Api.OpenApi;

/// <summary>What the types of the bodies say beyond their shape: nothing but their fields is read, and some fields take only some words.</summary>
internal sealed class SchemaNotes : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is null && context.JsonTypeInfo.Type.IsSubclassOf(typeof(ApiBody))) schema.AdditionalPropertiesAllowed = false;
        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(OneOfAttribute), inherit: true) is not [OneOfAttribute words, ..]) return Task.CompletedTask;
        var values = words.Values.Select(word => (JsonNode)JsonValue.Create(word)).ToList();
        if (schema.Items is OpenApiSchema items) items.Enum = values;
        else
        {
            schema.Enum = values;

            // Null isn't among the words, and is the same as leaving the field out.
            schema.Type &= ~JsonSchemaType.Null;
        }

        return Task.CompletedTask;
    }
}
