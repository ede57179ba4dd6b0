namespace EnablementHub.Features.Duplicates;

/// <summary>A text as the set of its runs of five words, each as a number; case, marks and line ends don't count.</summary>
public static class Shingles
{
    public const int WordsEach = 5;

    /// <summary>
    /// So many of a text's smallest numbers stand for it. Two texts that share half of their runs share one of these in all but one
    /// of sixteen million pairs, since each of the smallest numbers of both together is in both with that chance.
    /// </summary>
    public const int SampleSize = 24;

    public static HashSet<long> Of(string text)
    {
        var set = new HashSet<long>();
        var window = new ulong[WordsEach];
        var words = 0;
        foreach (var word in Words(text))
        {
            window[words++ % WordsEach] = word;
            if (words < WordsEach) continue;
            var hash = 0UL;
            for (var back = 0; back < WordsEach; back++) hash = Mix(hash ^ window[(words + back) % WordsEach]);
            set.Add(unchecked((long)hash));
        }

        return set;
    }

    public static long[] Sample(IReadOnlySet<long> shingles) => [.. shingles.OrderBy(hash => unchecked((ulong)hash)).Take(SampleSize)];

    /// <summary>One number for the whole set, whatever its order.</summary>
    public static long Fingerprint(IReadOnlySet<long> shingles) => shingles.Aggregate((long)shingles.Count, (sum, hash) => unchecked(sum + hash));

    /// <summary>Shared runs of all runs, from 0 to 1.</summary>
    public static double Similarity(IReadOnlySet<long> one, IReadOnlySet<long> other)
    {
        if (one.Count == 0 || other.Count == 0) return 0;
        var shared = one.Count <= other.Count ? one.Count(other.Contains) : other.Count(one.Contains);
        return (double)shared / (one.Count + other.Count - shared);
    }

    /// <summary>Each word's letters and digits folded into a number (FNV-1a).</summary>
    private static IEnumerable<ulong> Words(string text)
    {
        var (hash, isInWord) = (Offset, false);
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                hash = unchecked((hash ^ char.ToLowerInvariant(character)) * 1_099_511_628_211UL);
                isInWord = true;
            }
            else if (isInWord && !IsWithinAWord(character))
            {
                yield return Mix(hash);
                (hash, isInWord) = (Offset, false);
            }
        }

        if (isInWord) yield return Mix(hash);
    }

    private const ulong Offset = 14_695_981_039_346_656_037UL;

    private static bool IsWithinAWord(char character) => character is '\'' or '’' or '\u00ad';

    /// <summary>Spreads every bit over all of them (the end of splitmix64), so that the smallest numbers are a fair sample.</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return (value ^ (value >> 31)) + 0x9E3779B97F4A7C15UL;
        }
    }
}
