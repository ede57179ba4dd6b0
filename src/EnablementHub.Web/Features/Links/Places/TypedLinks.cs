using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Markdown.Links;

namespace EnablementHub.Features.Links.Places;

/// <summary>An address that somebody typed outside of items, read as the links of items are.</summary>
public sealed record TypedLink(TypedText In, string Address, LinkTarget Target);

/// <summary>What the other rooms keep in words of their own: courses elsewhere, steps, quizzes. There are few such texts, so they are read when they are asked for.</summary>
public sealed class TypedLinks(IEnumerable<ITypedTexts> rooms, HubAddress hub)
{
    public async Task<IReadOnlyList<TypedLink>> ReadAsync(CancellationToken cancellationToken) =>
    [
        .. from text in await TextsAsync(cancellationToken)
           from stretch in LinkReader.WebAddresses(text.Text)
           let written = stretch.Of(text.Text)
           let address = hub.PathOf(written) ?? written
           let target = address.Length <= VersionLink.MaxAddressLength ? LinkTarget.Of(address) : null
           where target is not null
           select new TypedLink(text, address, target),
    ];

    public async Task<IReadOnlyList<TypedText>> TextsAsync(CancellationToken cancellationToken)
    {
        var texts = new List<TypedText>();
        foreach (var room in rooms) texts.AddRange(await room.FindAsync(cancellationToken));
        return texts;
    }

    /// <summary>In the caller's unit; the caller saves.</summary>
    /// <returns>False: it no longer says what it said before.</returns>
    public async Task<bool> ReplaceAsync(PlaceKey place, string field, string before, string after, CancellationToken cancellationToken)
    {
        foreach (var room in rooms)
        {
            if (await room.ReplaceAsync(place, field, before, after, cancellationToken)) return true;
        }

        return false;
    }
}

/// <summary>Typed addresses of the hub itself are uses of the items that they name.</summary>
public sealed class TypedUses(TypedLinks links) : IItemUses
{
    public async Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken) =>
    [
        .. (await links.ReadAsync(cancellationToken)).Where(link => link.Target.ItemId is { } item && itemIds.Contains(item))
            .Select(link => new ItemDependant(link.Target.ItemId!.Value, new Dependant(link.In.What, link.In.Title, link.In.Address, link.In.Icon, "links to it") { Needs = link.In.Needs })).Distinct(),
    ];

    /// <summary>A rewriting changes them by its rules, like links in texts.</summary>
    public Task<IReadOnlyList<LedPlace>> LeadAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LedPlace>>([]);
}
