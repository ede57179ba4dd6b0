using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
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
        // Not a parameter: those stay unbound when the request that failed carries a form that can't be read.
        var status = int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        var (title, advice) = status switch
        {
            400 => ("That request could not be read", "Go back and try again. If you followed a link, it may be cut off."),
            401 => ("You are signed out", "Sign in and try again."),
            403 => ("This isn't open to you", "Your role or team doesn't include it. Ask your enablement lead if you need it."),
            404 => ("Nothing here", "The address is wrong, or what was here has been removed. Search for it instead."),
            413 => ("That is too large", "Choose a smaller file."),
            429 => ("Too many requests", "Wait a minute, then try again."),
            503 => ("The hub is busy", "Try again in a moment. Nothing that was saved is lost."),
            507 => ("The hub's disk is full", "Reading still works. Tell your administrator; then try again."),
            >= 500 => ("Something went wrong on our side", "Try again. If it stays, tell your administrator the number below."),
            _ => ("That didn't work", "Go back and try again."),
        };
        var traceId = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        Response.StatusCode = status is >= 400 and < 600 ? status : 404;
        if (HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>()?.OriginalPath.StartsWith("/api/", StringComparison.Ordinal) == true
            || HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerPathFeature>()?.Path.StartsWith("/api/", StringComparison.Ordinal) == true)
            return Problem(title: title, detail: advice, statusCode: Response.StatusCode);
        return View("Problem", new ProblemPage(Response.StatusCode, title, advice, traceId));
    }
}
