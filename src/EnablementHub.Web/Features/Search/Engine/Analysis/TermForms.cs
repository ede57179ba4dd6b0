using System.Text;

namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>The forms in which an index holds a term.</summary>
/// <param name="Stem">Begins with <see cref="TermForms.StemMark"/>.</param>
/// <param name="Both">Begins with <see cref="TermForms.BothMark"/>: one term for both, of a word that is its own stem; else null.</param>
internal readonly record struct FormsOfTerm(byte[] Written, byte[] Stem, byte[]? Both);

/// <summary>The forms of terms: as written and, marked, the stem. Words come again and again, so each is folded into bytes and stemmed once.</summary>
internal sealed class TermForms(TermVocabulary vocabulary)
{
    public const char StemMark = '=';
    public const char BothMark = '~';
    private const int MostKnown = 100_000;

    private readonly Dictionary<string, FormsOfTerm>.AlternateLookup<ReadOnlySpan<char>>[] _known =
        [.. Enumerable.Range(0, Stemming.Languages).Select(_ => new Dictionary<string, FormsOfTerm>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>())];

    public FormsOfTerm Of(ReadOnlySpan<char> term, StemmingLanguage language) =>
        _known[(int)language].TryGetValue(term, out var forms) ? forms : Analyse(term, language);

    private FormsOfTerm Analyse(ReadOnlySpan<char> term, StemmingLanguage language)
    {
        vocabulary.Add(term);
        Span<char> stem = stackalloc char[Tokenizer.LongestTerm + 1];
        stem[0] = StemMark;
        var length = 1 + Stemming.Stem(term, language, stem[1..]);
        var isItsOwn = stem[1..length].SequenceEqual(term);
        var forms = new FormsOfTerm(Utf8(term), Utf8(stem[..length]), isItsOwn ? Utf8([BothMark, .. term]) : null);
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
