using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnablementHub.Platform.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EnablementHub.Features.Api.OpenApi;

/// <summary>Turns the description that other tools read into the page that people read, so that the two never differ.</summary>
public sealed class ReferenceReader([FromKeyedServices(ReferenceFeature.DocumentName)] IOpenApiDocumentProvider documents, HubAddress address)
{
    private static readonly JsonSerializerOptions Shown = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<ReferencePage> ReadAsync(CancellationToken cancellationToken)
    {
        var document = await documents.GetOpenApiDocumentAsync(cancellationToken);
        var operations = from path in document.Paths
                         from operation in path.Value.Operations ?? []
                         orderby path.Key, Rank(operation.Key)
                         select (Group: operation.Value.Tags?.FirstOrDefault()?.Name ?? "Others", Shown: Read(path.Key, operation.Key.Method, operation.Value));
        return new ReferencePage(address.Base, [.. operations.GroupBy(entry => entry.Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ReferenceGroup(group.Key, [.. group.Select(entry => entry.Shown)]))]);
    }

    private static int Rank(HttpMethod method) => method.Method switch { "GET" => 0, "POST" => 1, "PUT" => 2, "PATCH" => 3, _ => 4 };

    private ReferenceOperation Read(string path, string method, OpenApiOperation operation)
    {
        var body = operation.RequestBody?.Content?.FirstOrDefault();
        var answers = operation.Responses ?? [];
        return new ReferenceOperation(
            operation.OperationId!, method, path, operation.Summary ?? "", operation.Description ?? "",
            [.. (operation.Parameters ?? []).Select(parameter => new ReferenceField(parameter.Name!, parameter.In.ToString()!.ToLowerInvariant(), TypeOf(parameter.Schema), parameter.Required, parameter.Description ?? ""))],
            body is { Key: "application/json", Value.Schema: { Properties: { } fields } schema } ? [.. fields.Select(field => new ReferenceField(field.Key, "body", TypeOf(field.Value), schema.Required?.Contains(field.Key) == true, WordsOf(field.Value)))] : [],
            [.. answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => new ReferenceAnswer(answer.Key, answer.Value.Description ?? ""))],
            Curl(path, method, operation),
            answers.Where(answer => answer.Key.StartsWith('2')).SelectMany(answer => answer.Value.Content ?? new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)).Select(media => Text(media.Value.Example)).FirstOrDefault(text => text is not null));
    }

    private string Curl(string path, string method, OpenApiOperation operation)
    {
        var filled = path.Replace("{externalId}", "wiki%2F17", StringComparison.Ordinal).Replace("{group}", "topic", StringComparison.Ordinal).Replace("{number}", "1", StringComparison.Ordinal).Replace("{id}", "42", StringComparison.Ordinal);
        if (filled.EndsWith("/search", StringComparison.Ordinal) || filled.EndsWith("/suggest", StringComparison.Ordinal)) filled += "?q=price";
        var line = $"curl{(method == "GET" ? "" : " -X " + method)} -H \"Authorization: Bearer $TOKEN\"";
        if ((operation.Parameters ?? []).Any(parameter => parameter is { Name: "If-Match", Required: true })) line += " -H 'If-Match: \"7-1f0c9a3b5d2e\"'";
        if (operation.RequestBody?.Content is { } content)
        {
            line += content.TryGetValue("application/json", out var media) && media.Example is { } example
                ? $" -H 'Content-Type: application/json' -d '{example.ToJsonString(new JsonSerializerOptions { Encoder = Shown.Encoder }).Replace("'", @"'\''", StringComparison.Ordinal)}'"
                : " --upload-file FILE";
        }

        return $"{line} '{address.Base}{filled}'";
    }

    private static string? Text(JsonNode? example) => example switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => example.ToJsonString(Shown),
    };

    private static string WordsOf(IOpenApiSchema schema)
    {
        var words = schema.Description ?? "";
        var allowed = schema.Enum ?? schema.Items?.Enum;
        if (allowed is { Count: > 0 }) words = $"{words} One of: {string.Join(", ", allowed.Select(value => value.ToString()))}.";
        if (schema.MaxLength is { } length) words = string.Create(CultureInfo.InvariantCulture, $"{words} At most {length:N0} characters.");
        return words.Trim();
    }

    private static string TypeOf(IOpenApiSchema? schema)
    {
        if (schema is null) return "";
        var name = ((schema.Type ?? JsonSchemaType.Object) & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Integer => "whole number",
            JsonSchemaType.Number => "number",
            JsonSchemaType.Boolean => "true or false",
            JsonSchemaType.Array => $"list of {TypeOf(schema.Items)}",
            JsonSchemaType.Object => "object",
            _ => schema.Format switch { "date" => "day", "date-time" => "instant", _ => "text" },
        };
        return name;
    }
}
