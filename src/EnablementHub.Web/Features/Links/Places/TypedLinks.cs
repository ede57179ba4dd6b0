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
public sealed class TypedUses(TypedLinks links, TimeProvider time) : IItemUses
{
    /// <summary>A job that ends thousands of items asks for each of them in one scope; what is typed meanwhile it sees this late.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private ILookup<int, TypedLink>? _byItem;
    private long _readAt;

    public async Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken)
    {
        if (itemIds.Count == 0) return [];
        if (_byItem is null || time.GetElapsedTime(_readAt) > Fresh)
        {
            _readAt = time.GetTimestamp();
            _byItem = (await links.ReadAsync(cancellationToken)).Where(link => link.Target.ItemId is not null).ToLookup(link => link.Target.ItemId!.Value);
        }

        return
        [
            .. from item in itemIds.Distinct()
               from use in _byItem[item].Select(link => new Dependant(link.In.What, link.In.Title, link.In.Address, link.In.Icon, "links to it") { Needs = link.In.Needs }).Distinct()
               select new ItemDependant(item, use),
        ];
    }

    /// <summary>A rewriting changes them by its rules, like links in texts.</summary>
    public Task<IReadOnlyList<LedPlace>> LeadAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LedPlace>>([]);
}
