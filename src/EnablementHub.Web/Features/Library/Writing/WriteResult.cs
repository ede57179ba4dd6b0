namespace EnablementHub.Features.Library.Writing;

public enum WriteOutcome
{
    Done,

    /// <summary>What was sent is what is stored; nothing was written.</summary>
    Unchanged,

    /// <summary>See <see cref="WriteResult.Problems"/>.</summary>
    Invalid,

    NotFound,

    /// <summary>The person may not do this; the problem says who may.</summary>
    NotAllowed,

    /// <summary>Somebody else has changed the item since the person began.</summary>
    Stale,
}

/// <param name="Field">Name of the form's field, or empty when it is about the whole.</param>
/// <param name="Sentence">For the person: what is wrong and what to do.</param>
public sealed record FieldProblem(string Field, string Sentence);

/// <summary>What came of a write. Nothing was written unless it succeeded.</summary>
/// <param name="Revision">The item's revision afterwards.</param>
public sealed record WriteResult(WriteOutcome Outcome, int ItemId = 0, int Revision = 0)
{
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    /// <summary>Sentences on what was done but might surprise.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public bool Succeeded => Outcome is WriteOutcome.Done or WriteOutcome.Unchanged;

    public static WriteResult NotFound { get; } = new(WriteOutcome.NotFound);

    public static WriteResult Done(Item item) => new(WriteOutcome.Done, item.Id, item.Revision);

    public static WriteResult Unchanged(Item item) => new(WriteOutcome.Unchanged, item.Id, item.Revision);

    public static WriteResult Stale(Item item) => new(WriteOutcome.Stale, item.Id, item.Revision);

    public static WriteResult NotAllowed(string sentence) => new(WriteOutcome.NotAllowed) { Problems = [new("", sentence)] };

    public static WriteResult Invalid(string field, string sentence) => Invalid([new(field, sentence)]);

    public static WriteResult Invalid(IReadOnlyList<FieldProblem> problems) => new(WriteOutcome.Invalid) { Problems = problems };
}
