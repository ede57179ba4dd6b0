using System.Diagnostics;
using System.Globalization;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Mvc;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Shared;

/// <param name="Status">HTTP status.</param>
/// <param name="Title">What happened.</param>
/// <param name="Advice">What to do.</param>
/// <param name="TraceId">Names the log lines of this request.</param>
public sealed record ProblemPage(int Status, string Title, string Advice, string TraceId);

/// <summary>What a person sees when something isn't there, isn't theirs or went wrong.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, ApiExplorerSettings(IgnoreApi = true)]
public sealed class ProblemController : Controller
{
    [Route("/problem/{status:int}")]
    public IActionResult Show()
    {
        var failure = HttpContext.Features.Get<IExceptionHandlerPathFeature>();

        // Not a parameter: those stay unbound when the request that failed carries a form that can't be read.
        var status = failure is not null ? FailureStatus.Of(failure.Error) : int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        var (title, advice) = status switch
        {
            400 => ("That request could not be read", "Go back and try again. If you followed a link, it may be cut off."),
            401 => ("You are signed out", "Sign in and try again."),
            403 => ("This isn't open to you", "Your role or team doesn't include it. Ask your enablement lead if you need it."),
            404 => ("Nothing here", "The address is wrong, or what was here has been removed. Search for it instead."),
            413 => ("That is too large", "Choose a smaller file."),
            429 => ("Too many requests", "Wait a minute, then try again."),
            503 => ("The hub can't save at the moment", "Go back and try again in half a minute: what you typed is still there. Reading goes on."),
            507 => ("The hub's disk is full", "Nothing was saved. Tell your administrator, then go back and try again: what you typed is still there. Reading goes on."),
            >= 500 => ("Something went wrong on our side", "Try again. If it stays, tell your administrator the number below."),
            _ => ("That didn't work", "Go back and try again."),
        };
        var traceId = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        Response.StatusCode = status is >= 400 and < 600 ? status : 404;
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status507InsufficientStorage) Response.Headers.RetryAfter = FailureStatus.RetryAfter;
        var path = failure?.Path ?? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath;
        if (path?.StartsWith("/api/", StringComparison.Ordinal) == true) return new ProblemResult(ProblemAnswer.Of(Response.StatusCode));
        if (WantsJson()) return Problem(title: title, detail: advice, statusCode: Response.StatusCode);
        return View("Problem", new ProblemPage(Response.StatusCode, title, advice, traceId));
    }
    private bool WantsJson()
    {
        var accept = Request.Headers.Accept.ToString();
        return accept.Contains("application/json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
