using System.Text.Json;
using System.Text.Json.Serialization;
using EnablementHub.Platform.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace EnablementHub.Features.Api.Bodies;

/// <summary>Reads what programs send, and leaves what is wrong with it, by field, for the answer.</summary>
internal sealed class BodyFormatter : InputFormatter
{
    /// <summary>Four texts of the longest kind, in the widest letters, fit.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const int MaxDepth = 16;
    private static readonly object ErrorsKey = new();
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.Strict };

    public BodyFormatter()
    {
        SupportedMediaTypes.Add("application/json");
        SupportedMediaTypes.Add("application/merge-patch+json");

        // Else the framework's own reader would take these, and be less strict.
        SupportedMediaTypes.Add("text/json");
        SupportedMediaTypes.Add("application/*+json");
    }

    public static ProblemAnswer? ProblemOf(HttpContext http) => http.Items[ErrorsKey] as ProblemAnswer;

    protected override bool CanReadType(Type type) => type.IsSubclassOf(typeof(ApiBody));

    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context)
    {
        var errors = new BodyErrors();
        try
        {
            using var document = await JsonDocument.ParseAsync(context.HttpContext.Request.Body, new JsonDocumentOptions { MaxDepth = MaxDepth }, context.HttpContext.RequestAborted);
            BodyReader.Check(document.RootElement, context.ModelType, "", errors);
            if (errors.IsEmpty)
            {
                var body = (ApiBody)document.RootElement.Deserialize(context.ModelType, Options)!;
                body.Given = document.RootElement.EnumerateObject().Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
                return await InputFormatterResult.SuccessAsync(body);
            }
        }
        catch (JsonException error)
        {
            errors.Add("", error.LineNumber is { } line ? FormattableString.Invariant($"isn't JSON: it breaks in line {line + 1}, at byte {error.BytePositionInLine + 1}.") : "isn't JSON.");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape, is JSON but no text.
            errors.Add("", "holds characters that no text has.");
        }

        catch (BadHttpRequestException error)
        {
            // Too large, or broken off.
            context.HttpContext.Items[ErrorsKey] = ProblemAnswer.Of(error.StatusCode);
            return await InputFormatterResult.FailureAsync();
        }

        context.HttpContext.Items[ErrorsKey] = ProblemAnswer.Invalid(errors.ToDictionary());
        return await InputFormatterResult.FailureAsync();
    }
}
