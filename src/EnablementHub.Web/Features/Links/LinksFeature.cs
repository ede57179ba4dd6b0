using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Links.Checking;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Features.Links.Places;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Features.Links.Uses;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Markdown.Links;
using EnablementHub.Platform.Settings;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Links;

/// <summary>The door of the room: every link as a row, old addresses, and the rewriting of links.</summary>
public static class LinksFeature
{
    public static IServiceCollection AddLinks(this IServiceCollection services)
    {
        services.AddSingleton(provider => new TextLinks(provider.GetRequiredService<HubAddress>().PathOf));
        services.AddSingleton<Relinking>();
        services.AddSingleton<LinkReader>();
        services.AddSingleton<PlainRelinking>();
        services.AddSingleton<VersionRelinking>();
        services.AddScoped<TypedLinks>();
        services.AddScoped<IItemUses, TypedUses>();
        services.AddScoped<LeadPlaces>();
        services.AddScoped<RewritePlan>();
        services.AddScoped<RewriteQueue>();
        services.AddScoped<RewriteItem>();
        services.AddScoped<StartRewrite>();
        services.AddScoped<UndoRewrite>();
        services.AddScoped<RetiredTargets>();
        services.AddScoped<RewritePages>();
        services.AddScoped<LinksOverview>();
        services.AddScoped<OldAddresses>();
        services.AddScoped<MoveAddress>();
        services.AddScoped<FollowSections>();
        services.AddScoped<RenameSection>();
        services.AddScoped<ItemUses>();
        services.AddScoped<DeadLinks>();
        services.AddSingleton(CheckingNetwork.Open);
        services.AddSingleton(provider => new AddressChecker(
            new HttpClient(CheckingHandler.Create(provider.GetRequiredService<CheckingNetwork>(), provider.GetRequiredService<IOptions<LinkCheckOptions>>())) { Timeout = AddressChecker.MaxAnswerTime },
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<CollectAddresses>();
        services.AddScoped<ExternalLists>();
        services.AddRecurringJob<CheckAddressesJob>();
        services.AddRecurringJob<ReadOldLinksJob>();
        return services.AddRecurringJob<RewriteLinksJob>();
    }
}

/// <summary>Addresses of the room's pages.</summary>
public static class LinkPaths
{
    public const string Overview = "/links";

    public static string Item(int itemId) => FormattableString.Invariant($"/links/items/{itemId}");

    /// <summary>What would become of the links that lead to items that have ended; at most as many as the page takes.</summary>
    public static string Retired(IEnumerable<int> itemIds) => "/links/retired?" + string.Join('&', itemIds.Take(RetiredTargets.MaxListed).Select(id => FormattableString.Invariant($"items={id}")));

    public static string Rewrite(int rewriteId) => FormattableString.Invariant($"/links/rewrites/{rewriteId}");
}
