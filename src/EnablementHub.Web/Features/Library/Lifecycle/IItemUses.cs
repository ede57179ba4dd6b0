namespace EnablementHub.Features.Library.Lifecycle;

/// <summary>What uses an item and would notice if it went.</summary>
/// <param name="What">In a word: playbook, onboarding step.</param>
/// <param name="Address">A page of the hub that shows the use.</param>
/// <param name="Icon">Name of a symbol in <c>img/icons.svg</c>.</param>
/// <param name="How">What it does with the item, as it follows the title: embeds it, links to it.</param>
public sealed record Dependant(string What, string Title, string Address, string Icon, string How)
{
    /// <summary>The item that is the user; null where something else is.</summary>
    public int? ItemId { get; init; }

    /// <summary>The item can't be deleted while this use is there: what people did with it is kept.</summary>
    public bool HoldsFast { get; init; }

    /// <summary>The <see cref="Platform.Security.Capability"/> that its page asks for; null: whoever reads.</summary>
    public string? Needs { get; init; }
}

/// <param name="ItemId">The item that is used.</param>
public sealed record ItemDependant(int ItemId, Dependant Use);

/// <summary>A row outside of the texts of items, by a name that is stored and so never changes.</summary>
public readonly record struct PlaceKey(string Kind, int Id);

/// <summary>A use that leads to another item from now on.</summary>
/// <param name="What">In a word: onboarding step.</param>
/// <param name="Address">A page of the hub that shows it.</param>
/// <param name="IsMerged">It named the other item already, so that two became one: the hub can't tell them apart again.</param>
public sealed record LedPlace(PlaceKey Place, string What, string Title, string Address, bool IsMerged = false);

/// <summary>
/// A room that names items, and not only links to them from a text. Asked before an item expires, is archived or is deleted,
/// for its harm in the review queue, where it is shown what uses an item, and when another item takes its place.
/// </summary>
public interface IItemUses
{
    /// <summary>One query or two, however many items: each use once.</summary>
    /// <param name="forGood">Also what rests on it without anybody noticing its archiving: drafts, and what is over.</param>
    Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken);

    /// <summary>Leads what isn't over from one item to the other, in the caller's unit; the caller saves.</summary>
    /// <param name="fromItemId">What is named now.</param>
    /// <param name="toItemId">What is named from now on.</param>
    /// <param name="only">For taking it back: of all places only these. Null: all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<IReadOnlyList<LedPlace>> LeadAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken);
}
