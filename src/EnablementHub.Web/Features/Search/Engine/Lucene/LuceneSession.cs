using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Answers;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Lucene.Scans;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Records;
using EnablementHub.Features.Search.Engine.Stores;
using Lucene.Net.Search;

namespace EnablementHub.Features.Search.Engine.Lucene;

internal sealed class LuceneSession(LuceneStore store, LuceneView view) : ReadSession(store, view.Columns)
{
    public LuceneView View { get; } = view;

    public Tools Tools { get; } = view.Tools.Take(view);

    public override Attempt Ask(SearchQuery query, Question question, bool anyWord = false) => LuceneAttempt.Of(this, query, question, anyWord);

    public override ReadOnlySpan<int> Titles(IReadOnlyList<string> typed, TitleMatch match) => new TitleScan(this).Find(typed, match);

    public override string ReadTitle(int slot) => StoredCard.ReadTitle(Tools.Card(slot));

    public override StoredText ReadText(int slot) => StoredText.Read(Tools.Text(slot));

    public override TermVocabulary Vocabulary() => store.WholeVocabulary(View);

    public override int ItemsWithTerm(string term)
    {
        var found = new SlotSet(Columns.SlotCount);
        var count = 0;
        foreach (var source in new SourceFinder(this).Of(new Alternative([term], IsExact: true, IsPrefix: false, Weight: 1), phrase: 0))
        {
            var slots = View.Segments[source.Segment].Slots;
            foreach (var form in source.Forms)
            {
                var documents = source.Documents(Tools, form);
                for (var document = documents.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = documents.NextDoc())
                {
                    count += found.Add(slots[document]) ? 1 : 0;
                }
            }
        }

        return count;
    }

    protected override void End()
    {
        View.Tools.GiveBack(Tools);
        store.EndRead(View);
    }
}
