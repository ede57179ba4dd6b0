using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Excerpts;
using EnablementHub.Features.Search.Engine.Ranking;
using EnablementHub.Features.Search.Engine.Records;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Answers;

/// <summary>Ranks what can be shown of an attempt, and reads texts, sentences and reasons for what is shown.</summary>
internal sealed class ResultPage(ReadSession session, SearchQuery query)
{
    private readonly long _now = query.Now.UtcTicks;

    public IReadOnlyList<SearchHit> Hits(Attempt attempt)
    {
        var first = Math.Max(query.Offset, 0);
        var length = Math.Min(Math.Max(query.Limit, 0), Math.Max(0, attempt.Hits.Total - first));
        if (length == 0)
        {
            return [];
        }

        var shown = query.Sort == SearchSort.Relevance && attempt.Question.Words.Count > 0
            ? ByWords(attempt, first, length)
            : ByColumn(attempt, first, length);
        var finder = new WordFinder(attempt.Question);
        return [.. shown.Select(item => Hit(item, finder, attempt))];
    }

    private List<RankedItem> ByWords(Attempt attempt, int first, int length)
    {
        var ranked = attempt.Best(first + length);
        ranked.Sort(Compare);
        return ranked.GetRange(first, Math.Min(length, ranked.Count - first));
    }

    private List<RankedItem> ByColumn(Attempt attempt, int first, int length)
    {
        var best = BestFirst.Take(attempt.Hits.Hits, first + length, Worth, session.Buffers, session.Columns.CompareNewest);
        Array.Sort(best, (left, right) => Worth(right).CompareTo(Worth(left)) is var order && order != 0 ? order : session.Columns.CompareNewest(left, right));
        var shown = best[first..];
        if (attempt.Question.Words.Count == 0)
        {
            return [.. shown.Select(slot => new RankedItem { Slot = slot, Score = Prior.Of(session.Columns.Row(slot), _now) })];
        }

        var scored = attempt.Score(shown).ToDictionary(item => item.Slot);
        return [.. shown.Select(slot => scored.TryGetValue(slot, out var item) ? item : new RankedItem { Slot = slot })];
    }

    private double Worth(int slot)
    {
        ref readonly var row = ref session.Columns.Row(slot);
        return query.Sort switch
        {
            SearchSort.Newest => row.Published,
            SearchSort.MostPlayed => row.Plays,
            _ => Prior.Of(row, _now),
        };
    }

    private int Compare(RankedItem left, RankedItem right) =>
        left.Score != right.Score ? right.Score.CompareTo(left.Score) : session.Columns.CompareNewest(left.Slot, right.Slot);

    private SearchHit Hit(RankedItem item, WordFinder finder, Attempt attempt)
    {
        var text = session.ReadText(item.Slot);
        var language = Stemming.Of(text.Language);
        var marks = new List<Mark>();
        finder.Find(text.Title, language, marks);
        var title = Excerpt.Marked(text.Title, marks.ToArray());
        ref readonly var row = ref session.Columns.Row(item.Slot);

        // A field that gave no points holds none of the words, so cutting it again would find nothing.
        var isInTranscript = attempt.Question.Words.Count > 0 && item.Points[Relevance.TranscriptField] > 0;
        return new SearchHit
        {
            Id = row.Id,
            Score = item.Score,
            Title = title,
            Snippet = Snippet(text, item, finder, language, marks),
            Cues = isInTranscript ? new CueFinder(finder, language).Find(text.Cues, query.CuesPerHit) : [],
            Why = Why(item, row),
        };
    }

    private static string Snippet(StoredText text, in RankedItem item, WordFinder finder, StemmingLanguage language, List<Mark> marks)
    {
        Mark[] inSummary = [];
        Mark[] inBody = [];
        if (item.Points[Relevance.SummaryField] > 0)
        {
            finder.Find(text.Summary, language, marks);
            inSummary = [.. marks];
        }

        if (item.Points[Relevance.BodyField] > 0)
        {
            finder.Find(text.Body, language, marks);
            inBody = [.. marks];
        }

        var useBody = text.Summary.Length == 0
            || System.Numerics.BitOperations.PopCount(Excerpt.Words(inBody)) > System.Numerics.BitOperations.PopCount(Excerpt.Words(inSummary));
        return useBody ? Excerpt.Best(text.Body, inBody) : Excerpt.Best(text.Summary, inSummary);
    }

    private List<WhyPart> Why(RankedItem item, in ColumnRow row)
    {
        var why = new List<WhyPart>();
        for (var field = 0; field < Relevance.Fields; field++)
        {
            Add(WhyReason.Matched, Relevance.FieldNames[field], item.Points[field]);
        }

        var close = item.Words * Relevance.MostForCloseness * item.Closeness;
        var words = item.Words > 0 ? item.Words + close : 1;
        Add(WhyReason.Close, null, close);
        Add(WhyReason.Fresh, null, words * Prior.Freshness(row, _now));
        Add(WhyReason.Verified, null, words * Prior.Verified(row, _now));
        Add(WhyReason.WellUsed, null, words * Prior.Use(row));
        why.Sort((left, right) => right.Points.CompareTo(left.Points));
        return why;

        void Add(WhyReason reason, string? field, double points)
        {
            if (points > 0)
            {
                why.Add(new WhyPart(reason, field, Math.Round(points, 3)));
            }
        }
    }
}
