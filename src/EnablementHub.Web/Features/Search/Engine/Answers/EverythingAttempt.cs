using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Ranking;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Answers;

/// <summary>All that the filters leave, when nothing was typed.</summary>
internal sealed class EverythingAttempt(ReadSession session, SearchQuery query, Question question) : Attempt(question, All(session, query), isAnyWord: false)
{
    public override List<RankedItem> Best(int most) => throw new NotSupportedException("Nothing was typed that could rank.");

    public override List<RankedItem> Score(IReadOnlyList<int> slots) => throw new NotSupportedException("Nothing was typed that could score.");

    private static HitCollector All(ReadSession session, SearchQuery query)
    {
        var hits = new HitCollector(session.Columns, query, session.Buffers);
        hits.AddAll();
        return hits;
    }
}
