using System.Text;
using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Records;
using Lucene.Net.Index;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>Reads from an index what is held in memory of it.</summary>
internal static class IndexContents
{
    /// <summary>Every item gets a slot in the order of the documents.</summary>
    public static void LoadColumns(DirectoryReader reader, ColumnWriter columns)
    {
        var buffer = new char[256];
        var slot = 0;
        foreach (var leaf in reader.Leaves)
        {
            var cards = new RecordReader(leaf.AtomicReader, IndexFields.Card);
            var live = leaf.AtomicReader.LiveDocs;
            for (var document = 0; document < leaf.AtomicReader.MaxDoc; document++)
            {
                if (live?.Get(document) != false)
                {
                    StoredCard.Load(cards.Read(document), columns, slot++, ref buffer);
                }
            }
        }
    }

    /// <summary>The terms as written.</summary>
    public static void ReadTerms(LuceneView view, TermVocabulary vocabulary)
    {
        var letters = new char[Tokenizer.LongestTerm];
        foreach (var field in view.Segments.SelectMany(segment => segment.Fields))
        {
            for (var terms = field?.GetEnumerator(); terms?.MoveNext() == true;)
            {
                var bytes = terms.Term.Bytes.AsSpan(terms.Term.Offset, terms.Term.Length);
                var written = IndexFields.Written(bytes);
                if (!written.IsEmpty && Encoding.UTF8.TryGetChars(written, letters, out var length))
                {
                    vocabulary.Add(letters.AsSpan(0, length), isNew: false);
                }
            }
        }
    }
}
