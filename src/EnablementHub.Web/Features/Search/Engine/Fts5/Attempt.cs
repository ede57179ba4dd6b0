using System.Runtime.InteropServices;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Ranking;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>One question asked of one commit: all that matches, counted, not yet ranked.</summary>
internal sealed class Attempt
{
    private readonly ReadSession _session;
    private readonly SearchQuery _query;
    private readonly float[]? _rarityBySlot;

    private Attempt(ReadSession session, SearchQuery query, Question question, HitCollector hits, double[] rarities, float[]? rarityBySlot)
    {
        _session = session;
        _query = query;
        Question = question;
        Hits = hits;
        Rarities = rarities;
        _rarityBySlot = rarityBySlot;
    }

    public Question Question { get; }

    public HitCollector Hits { get; }

    /// <summary>Of each word.</summary>
    public double[] Rarities { get; }

    public bool IsAnyWord => _rarityBySlot is not null;

    public string Expression => IsAnyWord ? MatchExpression.OfAny(Question.Words) : MatchExpression.OfAll(Question.Words);

    /// <summary>Everything, when nothing was typed.</summary>
    public static Attempt OfEverything(ReadSession session, SearchQuery query, Question question)
    {
        var hits = new HitCollector(session.Columns, query, session.Buffers);
        hits.AddAll();
        return new Attempt(session, query, question, hits, [], rarityBySlot: null);
    }

    /// <summary>What holds all the words.</summary>
    public static Attempt OfAll(ReadSession session, SearchQuery query, Question question)
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

        return new Attempt(session, query, question, hits, rarities, rarityBySlot: null);
    }

    /// <summary>What holds at least one of the words.</summary>
    public static Attempt OfAny(ReadSession session, SearchQuery query, Question question)
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

        return new Attempt(session, query, question, hits, rarities, rarityBySlot);
    }

    /// <summary>The hits to score: all of them up to <paramref name="most"/>, else those with the best outlook and those with the words in their title.</summary>
    public SlotSet Candidates(int most)
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
