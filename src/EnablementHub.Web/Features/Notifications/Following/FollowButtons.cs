using System.Globalization;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Notifications.Following;

/// <param name="Field">Of <see cref="FollowForm"/>.</param>
/// <param name="Value">Goes into that field.</param>
/// <param name="Label">What the button says.</param>
/// <param name="FollowId">Null: not followed yet.</param>
/// <param name="ReturnUrl">Where the person is afterwards, when they end it.</param>
public sealed record FollowButtonModel(string Field, string Value, string Label, long? FollowId, string ReturnUrl);

/// <summary>On the page of an item: <c>@await Component.InvokeAsync("FollowItem", new { itemId, title })</c>.</summary>
public sealed class FollowItemViewComponent(FollowedThings followed) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(int itemId, string title)
    {
        var follows = await followed.ReadAsync(UserClaimsPrincipal.PersonId(), HttpContext.RequestAborted);
        return View("/Features/Notifications/Following/_FollowButton.cshtml",
            new FollowButtonModel("Item", itemId.ToString(CultureInfo.InvariantCulture), "Follow", follows.TryGetValue(Follow.KeyOfItem(itemId), out var id) ? id : null, ItemLinks.To(itemId, title)));
    }
}

/// <summary>
/// Above the results of a search: <c>@await Component.InvokeAsync("FollowSearch", new { address })</c>. Empty where there is
/// nothing to follow. Its button belongs to the form <c>follow-form</c>, which stands outside of what is replaced while typing.
/// </summary>
public sealed class FollowSearchViewComponent(FollowedThings followed, TaxonomyCatalog catalog) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(string address)
    {
        // A search too long to be kept is refused when followed, so it isn't offered.
        if (SavedSearch.Parse(address) is not { } search || search.ToAddress().Length > Follow.MaxSearchLength) return Content("");
        var taxonomy = await catalog.ReadAsync(HttpContext.RequestAborted);
        var follows = await followed.ReadAsync(UserClaimsPrincipal.PersonId(), HttpContext.RequestAborted);
        var topic = SavedSearch.TopicOf(search, taxonomy);
        var key = topic is null ? Follow.KeyOfSearch(search.ToAddress()) : Follow.KeyOfFacetValue(topic.Id);
        return View("/Features/Notifications/Following/_FollowSearch.cshtml",
            new FollowButtonModel("Search", search.ToAddress(), topic is null ? "Follow this search" : $"Follow {topic.Label}", follows.TryGetValue(key, out var id) ? id : null, search.ToAddress()));
    }
}
