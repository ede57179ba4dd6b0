using EnablementHub.Features.Search.Engine.Analysis;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>Turns texts into the two columns of a field: terms as written and marked stems, place by place the same.</summary>
internal sealed class TermWriter(TermVocabulary vocabulary)
{
    private readonly TermForms _forms = new(vocabulary);
    private readonly Tokenizer _tokenizer = new();
    private readonly TermText _written = new();
    private readonly TermText _stems = new();

    public ReadOnlySpan<byte> Written => _written.Bytes;

    public ReadOnlySpan<byte> Stems => _stems.Bytes;

    public void Clear()
    {
        _written.Clear();
        _stems.Clear();
    }

    /// <summary>Adds a text, apart from those before it.</summary>
    /// <returns>How many terms it has.</returns>
    public int Add(string text, StemmingLanguage language)
    {
        _tokenizer.Read(text);
        if (_tokenizer.Tokens.Count > 0 && !_written.Bytes.IsEmpty)
        {
            AddGap();
        }

        foreach (var token in _tokenizer.Tokens)
        {
            AddTerm(_tokenizer.Term(token), language);
        }

        // What a unit reads when written in one follows behind, where it shifts no place of the text itself.
        if (_tokenizer.Joined.Count > 0)
        {
            AddGap();
            foreach (var joined in _tokenizer.Joined)
            {
                AddTerm(_tokenizer.Term(joined), language);
            }
        }

        return _tokenizer.Tokens.Count;
    }

    private void AddTerm(ReadOnlySpan<char> term, StemmingLanguage language)
    {
        var forms = _forms.Of(term, language);
        _written.Add(forms.Written);
        _stems.Add(forms.Stem);
    }

    private void AddGap()
    {
        _written.Add([(byte)IndexSchema.Gap]);
        _stems.Add([(byte)IndexSchema.Gap]);
    }

    private sealed class TermText
    {
        private byte[] _bytes = new byte[4096];
        private int _used;

        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _used);

        public void Clear() => _used = 0;

        public void Add(ReadOnlySpan<byte> term)
        {
            if (_used + term.Length + 1 > _bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + term.Length + 1));
            }

            if (_used > 0)
            {
                _bytes[_used++] = (byte)' ';
            }

            term.CopyTo(_bytes.AsSpan(_used));
            _used += term.Length;
        }
    }
}
