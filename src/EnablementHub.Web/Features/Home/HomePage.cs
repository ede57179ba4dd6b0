using EnablementHub.Features.Coaching.Recognising;
using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Cards;

namespace EnablementHub.Features.Home;

/// <summary>What stands on the first page. A section that is null is not for this person; an empty one says what it is for.</summary>
public sealed record HomePage
{
    public required string FirstName { get; init; }
    public required DateOnly Today { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required IReadOnlyList<string> LastSearches { get; init; }
    public required IReadOnlyList<StartedItem> Continue { get; init; }
    public required IReadOnlyList<ContentCard> Newest { get; init; }
    public required IReadOnlyList<PopularItem> Popular { get; init; }
    public required ForYouSection ForYou { get; init; }

    /// <summary>Kudos and success stories of the week.</summary>
    public required IReadOnlyList<PraiseRow> Praise { get; init; }

    /// <summary>What waits for those who manage content.</summary>
    public NeededWork? Needed { get; init; }

    /// <summary>What to do in a hub that has nothing published yet, for those who set it up; empty afterwards.</summary>
    public IReadOnlyList<FirstStep> FirstSteps { get; init; } = [];

    /// <summary>A writer's own unfinished and ageing items.</summary>
    public OwnWork? Own { get; init; }

    /// <summary>What the team did this week, for those who may see usage.</summary>
    public WeekOfUse? Week { get; init; }

    public CardRow Row(ContentCard card, string place, string note = "", double? start = null) => new(card, card.Trust(Today, Now), place, note, start);
}

/// <param name="Position">Where the person stopped, in seconds.</param>
/// <param name="Duration">Length in seconds.</param>
/// <param name="Share">How much of it was seen, 0 to 100.</param>
public sealed record StartedItem(ContentCard Card, double Position, double Duration, int Share);

public sealed record PopularItem(ContentCard Card, int Plays);

/// <summary>Items that wait for one reason: how many, and the first of them.</summary>
public sealed record WorkList(int Count, IReadOnlyList<WorkItem> First)
{
    public static WorkList Empty { get; } = new(0, []);
}

/// <param name="Day">The day that makes it urgent; null where there is none.</param>
/// <param name="Changed">When it was changed last.</param>
public sealed record WorkItem(int Id, ItemKind Kind, string Title, string Owner, DateOnly? Day, DateTimeOffset Changed);

public sealed record FirstStep(string Text, string Hint, string Href, bool IsDone);

public sealed record NeededWork
{
    public required WorkList Pending { get; init; }
    public required WorkList Drafts { get; init; }

    /// <summary>Published items whose review is due or that nobody has verified.</summary>
    public required WorkList Unverified { get; init; }

    public required WorkList Expiring { get; init; }
    public required IReadOnlyList<FruitlessSearch> Fruitless { get; init; }

    public bool IsNothing => Pending.Count + Drafts.Count + Unverified.Count + Expiring.Count + Fruitless.Count == 0;
}

public sealed record FruitlessSearch(string Text, int Times, int People);

public sealed record OwnWork(WorkList Unfinished, WorkList Unverified);

public sealed record WeekOfUse(int People, int Plays, int Views, int Searches, int FoundNothing);
