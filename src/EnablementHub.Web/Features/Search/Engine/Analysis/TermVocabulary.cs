namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>
/// The terms that the index holds, for forgiving typos. Terms of removed items stay until the next rebuild: a correction is shown only when it finds
/// something that the viewer may see, so they do no harm.
/// </summary>
internal sealed class TermVocabulary
{
    private const int LongestWord = 32;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _knownBySpan;
    private readonly List<string> _unsaved = [];
    private string[] _terms = new string[1024];
    private ulong[] _letters = new ulong[1024];
    private int _count;

    public TermVocabulary() => _knownBySpan = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="isNew">False when it comes from the file.</param>
    public void Add(ReadOnlySpan<char> term, bool isNew = true)
    {
        if (term.Length is < 3 or > LongestWord || !char.IsLetter(term[0]) || term.ContainsAnyInRange('0', '9'))
        {
            return;
        }

        lock (_lock)
        {
            if (!_knownBySpan.Add(term))
            {
                return;
            }

            if (_count == _terms.Length)
            {
                Array.Resize(ref _terms, _count * 2);
                Array.Resize(ref _letters, _count * 2);
            }

            _terms[_count] = term.ToString();
            if (isNew)
            {
                _unsaved.Add(_terms[_count]);
            }

            _letters[_count] = Letters(term);
            _count++;
        }
    }

    /// <summary>What the file does not have yet; given again until <see cref="Saved"/>.</summary>
    public IReadOnlyList<string> Unsaved()
    {
        lock (_lock)
        {
            return [.. _unsaved];
        }
    }

    public void Saved(int count)
    {
        lock (_lock)
        {
            _unsaved.RemoveRange(0, count);
        }
    }

    public bool Contains(ReadOnlySpan<char> term)
    {
        lock (_lock)
        {
            return _knownBySpan.Contains(term);
        }
    }

    /// <summary>Terms within the edits that the word's length is forgiven, nearest first.</summary>
    public List<(string Term, int Distance)> Near(string word, bool asBeginning)
    {
        var near = new List<(string Term, int Distance)>();
        var most = EditDistance.Allowed(word.Length);
        if (most == 0 || word.Length > LongestWord)
        {
            return near;
        }

        string[] terms;
        ulong[] letters;
        int count;
        lock (_lock)
        {
            (terms, letters, count) = (_terms, _letters, _count);
        }

        var wanted = Letters(word);
        for (var index = 0; index < count; index++)
        {
            // Each edit changes at most one letter that the other lacks, so most terms are out before they are compared.
            var missing = System.Numerics.BitOperations.PopCount(wanted & ~letters[index]);
            if (missing > most)
            {
                continue;
            }

            var distance = EditDistance.Between(word, terms[index], most, prefixOnly: asBeginning);
            if (distance <= most && !string.Equals(word, terms[index], StringComparison.Ordinal))
            {
                near.Add((terms[index], distance));
            }
        }

        near.Sort((left, right) => Rank(word, left).CompareTo(Rank(word, right)));
        return near;
    }

    private static int Rank(string word, (string Term, int Distance) near) =>
        (near.Distance * 1000) + (word[0] == near.Term[0] ? 0 : 500) + Math.Abs(near.Term.Length - word.Length);

    private static ulong Letters(ReadOnlySpan<char> term)
    {
        var letters = 0UL;
        foreach (var letter in term)
        {
            letters |= 1UL << (letter & 63);
        }

        return letters;
    }
}
