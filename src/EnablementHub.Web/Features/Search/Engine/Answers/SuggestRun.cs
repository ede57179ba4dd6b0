using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Excerpts;
using EnablementHub.Features.Search.Engine.Ranking;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Answers;

/// <summary>Completes what is being typed: speakers and topics whose names it begins, then titles, those that start with it first.</summary>
internal sealed class SuggestRun(ReadSession session, SuggestQuery query, LabelIndex labels)
{
    private const int MostLabels = 3;
    private const int MostTerms = 8;

    public IReadOnlyList<Suggestion> Answer()
    {
        var typed = TypedTerms();
        if (typed.Count == 0 || query.Limit <= 0)
        {
            return [];
        }

        var suggestions = new List<Suggestion>(Labels(typed));
        AddTitles(typed, suggestions);
        return suggestions.Count > query.Limit ? suggestions.GetRange(0, query.Limit) : suggestions;
    }

    private List<string> TypedTerms()
    {
        var tokenizer = new Tokenizer();
        tokenizer.Read(query.Text.Length > 200 ? query.Text.AsSpan(0, 200) : query.Text, asQuestion: true);
        return [.. tokenizer.Tokens.Take(MostTerms).Select(token => tokenizer.Term(token).ToString())];
    }

    private IEnumerable<Suggestion> Labels(List<string> typed)
    {
        var matching = labels.Matching(typed);
        matching.AddRange(labels.SpeakersMatching(typed, session.Columns));
        if (matching.Count == 0)
        {
            return [];
        }

        // A name is offered only to those who find something under it.
        var counts = session.VisibleValues.Of(session.Columns, query.Viewer, query.Now, session.Buffers);
        return matching
            .Select(label => (Label: label, Items: counts.GetValueOrDefault((label.Dimension, label.Value))))
            .Where(found => found.Items > 0)
            .OrderByDescending(found => found.Items)
            .ThenBy(found => found.Label.Label, StringComparer.Ordinal)
            .Take(MostLabels)
            .Select(found => Suggestion(found.Label, typed));
    }

    private static Suggestion Suggestion(FacetLabel label, List<string> typed)
    {
        var text = MarkBeginnings(label.Label, typed);
        return label.Dimension switch
        {
            ColumnWriter.SpeakerNames => new Suggestion(SuggestionKind.Speaker, text),
            LabelIndex.SpeakerDimension => new Suggestion(SuggestionKind.Speaker, text, Dimension: label.Dimension, Value: label.Value),
            _ => new Suggestion(SuggestionKind.Topic, text, Dimension: label.Dimension, Value: label.Value),
        };
    }

    private void AddTitles(List<string> typed, List<Suggestion> suggestions)
    {
        TitleMatch[] matches = typed.Count == 1 ? [TitleMatch.BeginsTitle, TitleMatch.AllWords] : [TitleMatch.BeginsTitle, TitleMatch.StandsTogether, TitleMatch.AllWords];
        var taken = new HashSet<int>();
        var titles = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in matches)
        {
            var room = query.Limit - suggestions.Count;
            if (room <= 0)
            {
                return;
            }

            var found = new HitCollector(session.Columns, new SearchQuery { Viewer = query.Viewer, Now = query.Now }, session.Buffers);
            found.Add(session.Titles(typed, match));

            // Some more than there is room for, because several items may have the same title.
            var best = BestFirst.Take(found.Hits, (room * 2) + taken.Count, Worth, session.Buffers);
            foreach (var slot in best.OrderByDescending(Worth).ThenBy(slot => session.Columns.Row(slot).Id))
            {
                if (suggestions.Count < query.Limit && taken.Add(slot) && session.ReadTitle(slot) is var title && titles.Add(title))
                {
                    suggestions.Add(new Suggestion(SuggestionKind.Title, MarkBeginnings(title, typed), session.Columns.Row(slot).Id));
                }
            }
        }
    }

    private double Worth(int slot) => Prior.Of(session.Columns.Row(slot), query.Now.UtcTicks);

    private static string MarkBeginnings(string text, List<string> typed)
    {
        var tokenizer = new Tokenizer();
        tokenizer.Read(text);
        var marks = new List<Mark>();
        foreach (var token in tokenizer.Tokens)
        {
            foreach (var term in typed)
            {
                if (tokenizer.Term(token).StartsWith(term, StringComparison.Ordinal))
                {
                    // The beginning alone, where folding left the letters one to one.
                    var isOneToOne = token.End - token.Start == token.TermLength;
                    marks.Add(new Mark(token.Start, isOneToOne ? token.Start + term.Length : token.End, Word: 0));
                    break;
                }
            }
        }

        return Excerpt.Marked(text, marks.ToArray());
    }
}
