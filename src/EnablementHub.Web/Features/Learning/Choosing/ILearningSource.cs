using EnablementHub.Features.People;

namespace EnablementHub.Features.Learning.Choosing;

/// <summary>Something that can be learned, as other rooms show it.</summary>
/// <param name="Url">The page where a person does it.</param>
/// <param name="Version">The version that people get now; 0 where the room has none.</param>
/// <param name="Minutes">How long it takes; 0 where nobody said.</param>
/// <param name="IsOpen">Whether people can do it now: published, and neither expired nor retired.</param>
public sealed record LearningTarget(LearningKind Kind, int Id, string Title, string Url, int Version, int Minutes, bool IsOpen)
{
    public LearningKey Key => new(Kind, Id);
}

/// <summary>What one room has to learn; one implementation a kind, registered by that room.</summary>
public interface ILearningSource
{
    LearningKind Kind { get; }

    /// <summary>Those that exist, open or not; numbers that name nothing are left out.</summary>
    Task<IReadOnlyList<LearningTarget>> FindAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken);

    /// <summary>Open ones with those words in their titles, best first, that this person may see.</summary>
    Task<IReadOnlyList<LearningTarget>> OfferAsync(string words, Viewer viewer, int take, CancellationToken cancellationToken);
}
