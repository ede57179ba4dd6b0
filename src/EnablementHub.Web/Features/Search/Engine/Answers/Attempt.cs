using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Ranking;

namespace EnablementHub.Features.Search.Engine.Answers;

/// <summary>One question asked of one commit: all that matches, counted, not yet ranked.</summary>
internal abstract class Attempt(Question question, HitCollector hits, bool isAnyWord)
{
    public Question Question { get; } = question;

    public HitCollector Hits { get; } = hits;

    /// <summary>The hits hold at least one of the words, not all.</summary>
    public bool IsAnyWord { get; } = isAnyWord;

    /// <summary>At least so many of the hits as rank first by their words, as far as there are so many, in no order.</summary>
    public abstract List<RankedItem> Best(int most);

    /// <summary>These hits with what their words give them.</summary>
    public abstract List<RankedItem> Score(IReadOnlyList<int> slots);
}
