using EnablementHub.Features.Api.Bodies;
using EnablementHub.Platform.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EnablementHub.Features.Api;

/// <summary>Refuses parameters that the address doesn't know, and says which ones couldn't be read: a misspelt filter would otherwise find too much.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StrictRequestAttribute : ActionFilterAttribute
{
    private const int MaxShown = 60;

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (BodyFormatter.ProblemOf(context.HttpContext) is { } body)
        {
            context.Result = new ProblemResult(body);
            return;
        }

        var parameters = context.ActionDescriptor.Parameters.Where(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Query).ToList();
        var known = parameters.Select(NameOf).Concat(context.ActionDescriptor.EndpointMetadata.OfType<TakesParametersAttribute>().SelectMany(more => more.Names)).ToList();
        var errors = new BodyErrors();
        foreach (var name in context.HttpContext.Request.Query.Keys.Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            errors.Tell(Shown(name), known.Count == 0
                ? $"There is no parameter \"{Shown(name)}\". This address takes none."
                : $"There is no parameter \"{Shown(name)}\". The parameters are: {string.Join(", ", known)}.");
        }

        foreach (var parameter in parameters.Where(parameter => context.ModelState.GetFieldValidationState(NameOf(parameter)) == ModelValidationState.Invalid))
            errors.Tell(NameOf(parameter), $"{NameOf(parameter)} must be {Wanted(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType)}.");
        if (!errors.IsEmpty) context.Result = new ProblemResult(ProblemAnswer.Invalid(errors.ToDictionary()));
        else if (!context.ModelState.IsValid) context.Result = new ProblemResult(MissingBody(context));
    }

    private static ProblemAnswer MissingBody(ActionExecutingContext context) =>
        context.ActionDescriptor.Parameters.Any(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Body)
            ? ProblemAnswer.Invalid("body", "body must be a JSON object.")
            : ProblemAnswer.Of(StatusCodes.Status400BadRequest);

    private static string NameOf(ParameterDescriptor parameter) => parameter.BindingInfo?.BinderModelName ?? parameter.Name;

    private static string Wanted(Type type) =>
        type.Equals(typeof(int)) || type.Equals(typeof(long)) ? "a whole number"
        : type.Equals(typeof(bool)) ? "true or false"
        : type.Equals(typeof(DateOnly)) ? "a day, written like 2026-03-31"
        : type.Equals(typeof(DateTimeOffset)) ? "an instant, written like 2026-03-31T09:30:00Z"
        : "a text";

    private static string Shown(string text) => text.Length > MaxShown ? text[..MaxShown] + "…" : text;
}
