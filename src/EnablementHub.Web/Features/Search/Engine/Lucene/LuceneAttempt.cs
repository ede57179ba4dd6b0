using EnablementHub.Features.Search.Engine.Answers;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Ranking;

namespace EnablementHub.Features.Search.Engine.Lucene;

internal sealed class LuceneAttempt : Attempt
{
    /// <summary>How many more than asked for are scored at first, where standing close may still change the order.</summary>
    private const int FirstLook = 60;

    private readonly LuceneSession _session;
    private readonly long _now;
    private readonly WordScan _scan;
    private readonly List<List<Source>> _sources;
    private readonly double[] _rarities;

    private LuceneAttempt(LuceneSession session, SearchQuery query, Question question, HitCollector hits, bool isAnyWord, WordScan scan, List<List<Source>> sources, double[] rarities)
        : base(question, hits, isAnyWord)
    {
        _session = session;
        _now = query.Now.UtcTicks;
        _scan = scan;
        _sources = sources;
        _rarities = rarities;
    }

    public static LuceneAttempt Of(LuceneSession session, SearchQuery query, Question question, bool anyWord)
    {
        var hits = new HitCollector(session.Columns, query, session.Buffers);
        var sources = Sources(session, question);
        var rarities = new double[question.Words.Count];
        var scan = new WordScan(session, areSeveral: rarities.Length > 1);
        var all = (1U << rarities.Length) - 1;
        for (var word = 0; word < rarities.Length; word++)
        {
            rarities[word] = scan.Add(word, sources[word]);
            if (!anyWord && scan.Found.IsEmpty)
            {
                break;
            }

            if (rarities.Length == 1)
            {
                hits.Add(scan.Found);
            }
            else if (anyWord || word == rarities.Length - 1)
            {
                foreach (var slot in scan.Found)
                {
                    // Of those with any of the words each counts when its first word is found.
                    if (scan.Words(slot) == (anyWord ? 1U << word : all))
                    {
                        hits.Add(slot);
                    }
                }
            }
        }

        return new LuceneAttempt(session, query, question, hits, anyWord, scan, sources, rarities);
    }

    public override List<RankedItem> Best(int most)
    {
        var hits = Hits.Hits;
        if (_rarities.Length == 1)
        {
            return Score(BestFirst.Take(hits, most, AtMost, _session.Buffers, _session.Columns.CompareNewest));
        }

        var look = BestFirst.Take(hits, most + FirstLook, AtMost, _session.Buffers, _session.Columns.CompareNewest);
        var scored = Score(look);
        if (scored.Count < most || scored.Count == hits.Length)
        {
            return scored;
        }

        // What can't reach the last place asked for, however close its words stand, is left out; the rest has to be looked at.
        var threshold = scored.Select(item => item.Score).OrderDescending().ElementAt(most - 1);
        var known = look.ToHashSet();
        var rest = new List<int>();
        foreach (var slot in hits)
        {
            if (AtMost(slot) >= threshold && !known.Contains(slot))
            {
                rest.Add(slot);
            }
        }

        scored.AddRange(Score(rest));
        return scored;
    }

    public override List<RankedItem> Score(IReadOnlyList<int> slots) =>
        new PlaceScan(_session, new RankScorer(_session.Columns, _now, Question.Words, _rarities), withPlaces: _rarities.Length > 1).Score(_sources, slots);

    private static List<List<Source>> Sources(LuceneSession session, Question question)
    {
        var finder = new SourceFinder(session);
        var phrase = 0;
        var sources = new List<List<Source>>();
        foreach (var word in question.Words)
        {
            var ofWord = new List<Source>();
            foreach (var alternative in word.Alternatives)
            {
                ofWord.AddRange(finder.Of(alternative, phrase++));
            }

            ofWord.Sort(static (left, right) => left.Segment != right.Segment ? left.Segment.CompareTo(right.Segment) : left.Field.CompareTo(right.Field));
            sources.Add(ofWord);
        }

        return sources;
    }

    /// <summary>The score, where the words of a single question are concerned, else the most that it can be.</summary>
    private double AtMost(int slot)
    {
        var closeness = _scan.HoldsAllInOneField(slot) ? 1 + Relevance.MostForCloseness : 1;
        return _scan.Points(slot) * closeness * (1 + Prior.Of(_session.Columns.Row(slot), _now));
    }
}
