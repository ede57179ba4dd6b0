using EnablementHub.Features.Search.Engine.Answers;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Lucene.Scans;
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
        if (_rarities.Length == 1)
        {
            return Score(TopHits(most));
        }

        var look = TopHits(most + FirstLook);
        look.Sort((left, right) => AtMost(right).CompareTo(AtMost(left)));
        var scored = ScoreWhileItMatters(look, most);
        if (look.Count == Hits.Total || scored.Count < look.Count)
        {
            return scored;
        }

        // More than was looked at can still reach the last place asked for.
        var threshold = LastPlace(scored, most);
        var known = look.ToHashSet();
        var rest = new List<int>();
        foreach (var slot in Hits.Hits)
        {
            if (AtMost(slot) >= threshold && !known.Contains(slot))
            {
                rest.Add(slot);
            }
        }

        scored.AddRange(Score(rest));
        return scored;
    }

    public override List<RankedItem> Score(IReadOnlyList<int> slots)
    {
        var near = new List<int>();
        var far = new List<int>();
        foreach (var slot in slots)
        {
            (_scan.HoldsAllInOneField(slot) ? near : far).Add(slot);
        }

        // Places cost much more to read than how often, and tell something only of words in one field.
        var scorer = new RankScorer(_session.Columns, _now, Question.Words, _rarities);
        new PlaceScan(_session, scorer, withPlaces: true).Score(_sources, near);
        new PlaceScan(_session, scorer, withPlaces: false).Score(_sources, far);
        return scorer.Items;
    }

    /// <param name="look">The most promising first.</param>
    private List<RankedItem> ScoreWhileItMatters(List<int> look, int most)
    {
        var scored = new List<RankedItem>();
        for (var first = 0; first < look.Count && (scored.Count < most || AtMost(look[first]) >= LastPlace(scored, most)); first += most)
        {
            scored.AddRange(Score(look.GetRange(first, Math.Min(most, look.Count - first))));
        }

        return scored;
    }

    private static double LastPlace(List<RankedItem> scored, int most) => scored.Select(item => item.Score).OrderDescending().ElementAt(most - 1);

    /// <summary>The hits that can score most. Most hits are out before it is looked at what else speaks for them.</summary>
    private List<int> TopHits(int most)
    {
        var best = new PriorityQueue<int, (double Score, int Slot)>(Math.Min(most, Hits.Total) + 1, Comparer<(double Score, int Slot)>.Create(CompareWorstFirst));
        var mostForAll = (_rarities.Length > 1 ? 1 + Relevance.MostForCloseness : 1) * (1 + Prior.Most);
        var threshold = 0.0;
        foreach (var slot in Hits.Hits)
        {
            if (best.Count == most && _scan.Points(slot) * mostForAll < threshold)
            {
                continue;
            }

            var score = AtMost(slot);
            if (best.Count < most)
            {
                best.Enqueue(slot, (score, slot));
            }
            else if (score >= threshold)
            {
                best.EnqueueDequeue(slot, (score, slot));
            }

            threshold = best.TryPeek(out _, out var worst) ? worst.Score : 0;
        }

        return [.. best.UnorderedItems.Select(item => item.Element)];
    }

    private int CompareWorstFirst((double Score, int Slot) left, (double Score, int Slot) right) =>
        left.Score != right.Score ? left.Score.CompareTo(right.Score) : _session.Columns.CompareNewest(right.Slot, left.Slot);

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
