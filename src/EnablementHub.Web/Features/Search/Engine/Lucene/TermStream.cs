using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>Hands terms that our own analysis cut to the writer, as the bytes that they already are.</summary>
internal sealed class TermStream : TokenStream
{
    private readonly List<(byte[] Term, int Step)> _terms = [];
    private readonly BytesTerm _term = new();
    private readonly IPositionIncrementAttribute _step;
    private int _next;

    public TermStream()
    {
        AddAttributeImpl(_term);
        _step = AddAttribute<IPositionIncrementAttribute>();
    }

    public bool IsEmpty => _terms.Count == 0;

    public void Clear() => _terms.Clear();

    /// <param name="step">How many places it stands after the term before it.</param>
    public void Add(byte[] term, int step) => _terms.Add((term, step));

    public override void Reset() => _next = 0;

    public override bool IncrementToken()
    {
        if (_next == _terms.Count)
        {
            return false;
        }

        var (term, step) = _terms[_next++];
        _term.BytesRef.Bytes = term;
        _term.BytesRef.Length = term.Length;
        _step.PositionIncrement = step;
        return true;
    }

    private sealed class BytesTerm : global::Lucene.Net.Util.Attribute, ITermToBytesRefAttribute
    {
        public BytesRef BytesRef { get; } = new();

        public void FillBytesRef()
        {
        }

        public override void Clear()
        {
        }

        public override void CopyTo(IAttribute target) => ((BytesTerm)target).BytesRef.CopyBytes(BytesRef);
    }
}
