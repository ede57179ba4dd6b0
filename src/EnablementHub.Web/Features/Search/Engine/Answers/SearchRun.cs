using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Answers;

/// <summary>Answers one question: as typed, else with typos forgiven, else with any of its words.</summary>
internal sealed class SearchRun(ReadSession session, SearchQuery query, SynonymIndex synonyms)
{
    private const int NextToNothing = 2;
    private const int WorthOffering = 5;

    private readonly QuestionParser _parser = new(synonyms, session.Columns.Languages);

    public SearchOutcome Answer(CancellationToken cancellationToken)
    {
        var question = _parser.Parse(query.Text, query.LastWordUnfinished);
        if (question.Words.Count == 0)
        {
            return string.IsNullOrWhiteSpace(query.Text)
                ? Outcome(new EverythingAttempt(session, query, question))
                : new SearchOutcome { Total = 0, Hits = [], Ignored = [query.Text.Trim()] };
        }

        var attempt = session.Ask(query, question);
        cancellationToken.ThrowIfCancellationRequested();
        if (attempt.Hits.Visible > 0)
        {
            // Where filters alone leave nothing, another question would not be an answer.
            return Outcome(attempt) with { DidYouMean = Offer(attempt) };
        }

        var correction = query.ForgiveTypos ? new Correction(session, query, _parser).Find(question, toBeat: 0, rareBelow: 0) : null;
        if (correction is not null)
        {
            var outcome = Outcome(correction);
            return outcome with { Corrected = AsWritten(correction.Question, outcome) };
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Outcome(question.Words.Count > 1 ? session.Ask(query, question, anyWord: true) : attempt);
    }

    /// <summary>The corrected words with the accents that the items found write them with.</summary>
    private string AsWritten(Question corrected, SearchOutcome outcome)
    {
        var written = outcome.Hits
            .SelectMany(hit => hit.Cues.Select(cue => cue.Text).Prepend(hit.Snippet).Prepend(hit.Title))
            .SelectMany(MarkedText.Pieces)
            .Where(piece => piece.IsMarked)
            .Select(piece => piece.Text)
            .DistinctBy(Folding.Fold, StringComparer.Ordinal)
            .ToDictionary(Folding.Fold, StringComparer.Ordinal);
        var text = corrected.Text;
        foreach (var word in corrected.Words.Where(word => word.Term is not null && !query.Text.Contains(word.Typed, StringComparison.Ordinal)).Reverse())
        {
            if (written.TryGetValue(word.Term!, out var spelling))
            {
                text = $"{text[..word.Start]}{spelling.ToLowerInvariant()}{text[word.End..]}";
            }
        }

        return text;
    }

    private string? Offer(Attempt attempt)
    {
        var found = attempt.Hits.Visible;
        if (!query.ForgiveTypos || found > NextToNothing || query.Offset > 0)
        {
            return null;
        }

        var better = new Correction(session, query, _parser).Find(attempt.Question, toBeat: found * WorthOffering, rareBelow: NextToNothing);
        return better?.Question.Text;
    }

    private SearchOutcome Outcome(Attempt attempt) => new()
    {
        Total = attempt.Hits.Total,
        OutsideFilters = attempt.Hits.Visible - attempt.Hits.Total,
        AnyWord = attempt.IsAnyWord && attempt.Hits.Visible > 0,
        Ignored = attempt.Question.Ignored,
        Hits = new ResultPage(session, query).Hits(attempt),
        Facets = attempt.Hits.Facets(),
    };
}
