using System.Text;

namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>The two forms in which an index holds a term: as written and, marked, its stem. Words come again and again, so each is folded into bytes and stemmed once.</summary>
internal sealed class TermForms(TermVocabulary vocabulary)
{
    public const char StemMark = '=';
    private const int MostKnown = 100_000;

    private readonly Dictionary<string, (byte[] Written, byte[] Stem)>.AlternateLookup<ReadOnlySpan<char>>[] _known =
        [.. Enumerable.Range(0, Stemming.Languages).Select(_ => new Dictionary<string, (byte[], byte[])>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>())];

    public (byte[] Written, byte[] Stem) Of(ReadOnlySpan<char> term, StemmingLanguage language) =>
        _known[(int)language].TryGetValue(term, out var forms) ? forms : Analyse(term, language);

    private (byte[] Written, byte[] Stem) Analyse(ReadOnlySpan<char> term, StemmingLanguage language)
    {
        vocabulary.Add(term);
        Span<char> stem = stackalloc char[Tokenizer.LongestTerm + 1];
        stem[0] = StemMark;
        var length = 1 + Stemming.Stem(term, language, stem[1..]);
        var forms = (Utf8(term), Utf8(stem[..length]));
        if (_known[(int)language].Dictionary.Count >= MostKnown)
        {
            _known[(int)language].Dictionary.Clear();
        }

        _known[(int)language][term] = forms;
        return forms;
    }

    private static byte[] Utf8(ReadOnlySpan<char> text)
    {
        var utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, utf8);
        return utf8;
    }
}
