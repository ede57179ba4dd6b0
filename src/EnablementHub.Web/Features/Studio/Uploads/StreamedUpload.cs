using System.Text;
using EnablementHub.Platform.Mvc;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EnablementHub.Features.Studio.Uploads;

/// <summary>The form's body is left alone for the action, which reads it as a stream and checks the antiforgery token itself.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StreamedUploadAttribute : Attribute, IAuthorizationFilter, IResourceFilter, IOrderedFilter
{
    /// <summary>Where the framework's own limits of size are: before the filter that holds bodies to them.</summary>
    public int Order => BodyLimitFilter.AfterSizeLimits - 50;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        // The size of the file is what counts, and the store counts it.
        if (context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
    }

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}

/// <param name="Fields">The form's other fields before the file: without script, the whole editor comes along.</param>
internal sealed record UploadedFile(string Name, Stream Content, IFormCollection Fields);

/// <summary>The request is no upload that the hub can read (400); the message is a sentence for the sender.</summary>
internal sealed class UnreadableUploadException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Walks through a multipart form without keeping it in memory or on disk.</summary>
internal sealed class StreamedUpload(IAntiforgery antiforgery)
{
    private const string HeaderName = "X-Antiforgery";
    private const string FieldName = "__RequestVerificationToken";
    private const string AnyField = "file";
    private const int MaxFieldsLength = 2_000_000;
    private const string NoFile = "Choose a file first.";

    /// <summary>The first file in a field of this name, or in one called "file". The antiforgery token stands in the header, or in a field before it.</summary>
    /// <exception cref="UnreadableUploadException">There is none, or the form can't be read.</exception>
    /// <exception cref="AntiforgeryValidationException">The token is missing or wrong.</exception>
    public async Task<UploadedFile> OpenAsync(HttpContext http, string field, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 100 } boundary)
            throw new UnreadableUploadException("Send the file as a multipart form.");
        try
        {
            var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
            var room = MaxFieldsLength;
            var reader = new MultipartReader(boundary.Value!, http.Request.Body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
                if (disposition.IsFileDisposition())
                {
                    // A browser sends an empty part for each file field that was left alone.
                    var file = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
                    if (file.Length == 0 || (name != field && name != AnyField)) continue;
                    await ValidateAsync(http);
                    return new UploadedFile(file, section.Body, new FormCollection(fields));
                }

                var value = await ReadFieldAsync(section.Body, room, cancellationToken);
                room -= value.Length;
                if (name == FieldName) http.Request.Headers[HeaderName] = value;
                else fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), value);
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw new UnreadableUploadException("The upload broke off. Try again.", error);
        }

        await ValidateAsync(http);
        throw new UnreadableUploadException(NoFile);
    }

    private async Task ValidateAsync(HttpContext http)
    {
        // Without the header the check would look for the token in the form, and so read all of it.
        if (!http.Request.Headers.ContainsKey(HeaderName)) throw new AntiforgeryValidationException("The token is missing.");
        await antiforgery.ValidateRequestAsync(http);
    }

    private static async Task<string> ReadFieldAsync(Stream body, int room, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[8_192];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (bytes.Length + read > room) throw new UnreadableUploadException("The form's text is too long to send along with a file. Save it first.");
            bytes.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
