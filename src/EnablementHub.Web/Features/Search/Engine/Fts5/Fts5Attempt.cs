using System.Runtime.InteropServices;
using EnablementHub.Features.Search.Engine.Answers;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Ranking;

namespace EnablementHub.Features.Search.Engine.Fts5;

internal sealed class Fts5Attempt : Attempt
{
    /// <summary>Up to this many hits all are scored.</summary>
    private const int CandidateBound = 2000;

    private readonly Fts5Session _session;
    private readonly SearchQuery _query;
    private readonly double[] _rarities;
    private readonly float[]? _rarityBySlot;

    private Fts5Attempt(Fts5Session session, SearchQuery query, Question question, HitCollector hits, double[] rarities, float[]? rarityBySlot)
        : base(question, hits, isAnyWord: rarityBySlot is not null)
    {
        _session = session;
        _query = query;
        _rarities = rarities;
        _rarityBySlot = rarityBySlot;
    }

    private string Expression => IsAnyWord ? MatchExpression.OfAny(Question.Words) : MatchExpression.OfAll(Question.Words);

    /// <summary>What holds all the words.</summary>
    public static Fts5Attempt OfAll(Fts5Session session, SearchQuery query, Question question)
    {
        var hits = new HitCollector(session.Columns, query, session.Buffers);
        var matching = session.Reader.Slots(MatchExpression.OfAll(question.Words));
        hits.Add(matching);
        var rarities = new double[question.Words.Count];
        for (var word = 0; word < rarities.Length && hits.Total > 0; word++)
        {
            var count = rarities.Length == 1 ? matching.Length : session.Reader.Count(MatchExpression.Of(question.Words[word]));
            rarities[word] = Relevance.Rarity(session.Columns.Items, count);
        }

        return new Fts5Attempt(session, query, question, hits, rarities, rarityBySlot: null);
    }

    /// <summary>What holds at least one of the words.</summary>
    public static Fts5Attempt OfAny(Fts5Session session, SearchQuery query, Question question)
    {
        var columns = session.Columns;
        var hits = new HitCollector(columns, query, session.Buffers);
        var rarities = new double[question.Words.Count];
        var rarityBySlot = session.Buffers.RentCleared<float>(columns.SlotCount);
        for (var word = 0; word < rarities.Length; word++)
        {
            var matching = session.Reader.Slots(MatchExpression.Of(question.Words[word]));
            rarities[word] = Relevance.Rarity(columns.Items, matching.Length);
            foreach (var slot in matching)
            {
                if (rarityBySlot[slot] == 0)
                {
                    hits.Add(slot);
                }

                rarityBySlot[slot] += (float)rarities[word];
            }
        }

        return new Fts5Attempt(session, query, question, hits, rarities, rarityBySlot);
    }

    public override List<RankedItem> Best(int most) => Score(Candidates(Math.Max(CandidateBound, most)));

    public override List<RankedItem> Score(IReadOnlyList<int> slots)
    {
        var wanted = new SlotSet(_session.Columns.SlotCount);
        foreach (var slot in slots)
        {
            wanted.Add(slot);
        }

        return Score(wanted);
    }

    private List<RankedItem> Score(SlotSet wanted)
    {
        var scorer = new RankScorer(_session.Columns, _query.Now.UtcTicks, Question.Words, _rarities);
        _session.Reader.Rank(Expression, wanted, scorer);
        return scorer.Items;
    }

    /// <summary>The hits to score: all of them up to <paramref name="most"/>, else those with the best outlook and those with the words in their title.</summary>
    private SlotSet Candidates(int most)
    {
        var columns = _session.Columns;
        var wanted = new SlotSet(columns.SlotCount);
        var hits = Hits.Hits;
        if (hits.Length <= most)
        {
            foreach (var slot in hits)
            {
                wanted.Add(slot);
            }

            return wanted;
        }

        foreach (var slot in BestFirst.Take(hits, most, Outlook, _session.Buffers))
        {
            wanted.Add(slot);
        }

        var visible = new SlotSet(columns.SlotCount);
        foreach (var slot in hits)
        {
            visible.Add(slot);
        }

        var inTitle = new List<int>();
        foreach (var slot in _session.Reader.Slots(MatchExpression.InTitle(Expression)))
        {
            if (visible.Contains(slot))
            {
                inTitle.Add(slot);
            }
        }

        foreach (var slot in BestFirst.Take(CollectionsMarshal.AsSpan(inTitle), most, Outlook, _session.Buffers))
        {
            wanted.Add(slot);
        }

        return wanted;
    }

    /// <summary>What can be said of a hit before its words are looked at.</summary>
    private double Outlook(int slot)
    {
        var prior = 1 + Prior.Of(_session.Columns.Row(slot), _query.Now.UtcTicks);
        return _rarityBySlot is null ? prior : _rarityBySlot[slot] * prior;
    }
}
