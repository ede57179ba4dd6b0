using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EnablementHub.Features.Api.Media;

/// <summary>The body is the file itself, whatever the sender calls it; nobody else may read it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RawBodyAttribute(params string[] types) : Attribute, IResourceFilter
{
    /// <summary>What the reference names.</summary>
    public IReadOnlyList<string> Types => types;

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
