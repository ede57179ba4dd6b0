using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Answers;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Records;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Fts5;

internal sealed class Fts5Session(IndexFile file, IndexReader reader, ColumnSnapshot columns) : ReadSession(file, columns)
{
    public IndexReader Reader { get; } = reader;

    public override Attempt Ask(SearchQuery query, Question question, bool anyWord = false) =>
        anyWord ? Fts5Attempt.OfAny(this, query, question) : Fts5Attempt.OfAll(this, query, question);

    public override ReadOnlySpan<int> Titles(IReadOnlyList<string> typed, TitleMatch match) => Reader.SlotsOfNames(MatchExpression.OfTitle(typed, match));

    public override string ReadTitle(int slot) => Reader.ReadTitle(slot);

    public override StoredText ReadText(int slot) => Reader.ReadText(slot);

    public override TermVocabulary Vocabulary() => file.WholeVocabulary(Reader);

    public override int ItemsWithTerm(string term) => Reader.ItemsWithTerm(term);

    protected override void End() => file.EndRead(Reader);
}
