using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EnablementHub.Platform.Mvc;

/// <summary>
/// A form that can't be read (cut off, too many fields, characters that no text has) is the sender's mistake. Without this
/// the framework would call the action with nothing bound, and each would have to find out for itself.
/// </summary>
internal sealed class ReadableFormFilter : IAsyncResourceFilter
{
    /// <summary>After the filters that take the form away from model binding, because their actions stream it.</summary>
    public const int Last = int.MaxValue;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        if (IsBound(context) && await RefusalAsync(context.HttpContext) is { } status) context.Result = new StatusCodeResult(status);
        else await next();
    }

    private static bool IsBound(ResourceExecutingContext context) =>
        context.HttpContext.Request.HasFormContentType
        && context.ValueProviderFactories.Any(factory => factory is FormValueProviderFactory)
        // The page that tells of the refusal must not be refused itself.
        && context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null
        && context.HttpContext.Features.Get<IExceptionHandlerFeature>() is null;

    private static async Task<int?> RefusalAsync(HttpContext http)
    {
        try
        {
            await http.Request.ReadFormAsync(http.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException error)
        {
            return error.StatusCode;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }
}
