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
}

/// <param name="ItemId">The item that is used.</param>
public sealed record ItemDependant(int ItemId, Dependant Use);

/// <summary>
/// A room that names items, and not only links to them from a text. Asked before an item expires, is archived or is deleted,
/// for its harm in the review queue, and when another item takes its place.
/// </summary>
public interface IItemUses
{
    /// <summary>One query or two, however many items: each use once.</summary>
    /// <param name="forGood">Also what rests on it without anybody noticing its archiving: drafts, and what is over.</param>
    Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken);

    /// <summary>Leads what isn't over from one item to the other, in the caller's unit; the caller saves.</summary>
    Task LeadAsync(int fromItemId, int toItemId, CancellationToken cancellationToken);
}
