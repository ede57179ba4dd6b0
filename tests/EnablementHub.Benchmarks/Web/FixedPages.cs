using EnablementHub.Features.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EnablementHub.Benchmarks.Web;

/// <summary>Remembers the model of the last search page, so that the same page can be rendered without searching.</summary>
public sealed class FixedPages
{
    public SearchPage? Search { get; set; }
}

/// <summary>Takes the model on its way to the view.</summary>
public sealed class KeepSearchPage(FixedPages pages) : IResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is ViewResult { Model: SearchPage page }) pages.Search = page;
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
