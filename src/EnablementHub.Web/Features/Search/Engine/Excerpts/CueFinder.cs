using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using EnablementHub.Features.Search.Engine.Analysis;

namespace EnablementHub.Features.Search.Engine.Excerpts;

/// <summary>Picks the sentences of a transcript that answer best, two at a time where the words go over the end of one.</summary>
internal sealed class CueFinder(WordFinder words, StemmingLanguage language)
{
    private readonly List<Mark> _marks = [];

    public IReadOnlyList<CueHit> Find(IReadOnlyList<IndexedCue> cues, int most)
    {
        if (cues.Count == 0 || most <= 0)
        {
            return [];
        }

        var (text, starts) = Join(cues);
        words.Find(text, language, _marks);
        if (_marks.Count == 0)
        {
            return [];
        }

        var chosen = Choose(Candidates(starts), most);
        chosen.Sort((left, right) => left.First.CompareTo(right.First));
        return [.. chosen.Select(found => Hit(cues, text, starts, found))];
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Candidate(int First, int Last, int Worth);

    private static (string Text, int[] Starts) Join(IReadOnlyList<IndexedCue> cues)
    {
        var text = new StringBuilder();
        var starts = new int[cues.Count + 1];
        for (var cue = 0; cue < cues.Count; cue++)
        {
            starts[cue] = text.Length;
            text.Append(cues[cue].Text).Append(' ');
        }

        starts[^1] = text.Length;
        return (text.ToString(), starts);
    }

    private List<Candidate> Candidates(int[] starts)
    {
        var cueCount = starts.Length - 1;
        var wordsOf = new uint[cueCount];
        var marksOf = new int[cueCount];
        var wordsOfPair = new uint[cueCount];
        var cue = 0;
        foreach (var mark in _marks)
        {
            while (mark.Start >= starts[cue + 1])
            {
                cue++;
            }

            if (mark.End > starts[cue + 1] && cue + 1 < cueCount)
            {
                wordsOfPair[cue] |= 1U << mark.Word;
            }
            else
            {
                wordsOf[cue] |= 1U << mark.Word;
                marksOf[cue]++;
            }
        }

        var candidates = new List<Candidate>();
        for (cue = 0; cue < cueCount; cue++)
        {
            var alone = BitOperations.PopCount(wordsOf[cue]);
            var next = cue + 1 < cueCount ? wordsOf[cue + 1] : 0;
            var pair = BitOperations.PopCount(wordsOf[cue] | wordsOfPair[cue] | next);
            if (alone > 0)
            {
                candidates.Add(new Candidate(cue, cue, (alone * 100) + Math.Min(marksOf[cue], 99)));
            }

            // Two sentences are worth it only for what neither has alone.
            if (cue + 1 < cueCount && pair > alone && pair > BitOperations.PopCount(next))
            {
                candidates.Add(new Candidate(cue, cue + 1, (pair * 100) - 1));
            }
        }

        return candidates;
    }

    private static List<Candidate> Choose(List<Candidate> candidates, int most)
    {
        var chosen = new List<Candidate>();
        foreach (var candidate in candidates.OrderByDescending(candidate => candidate.Worth).ThenBy(candidate => candidate.First))
        {
            if (chosen.Count == most)
            {
                break;
            }

            if (!chosen.Exists(taken => candidate.First <= taken.Last && candidate.Last >= taken.First))
            {
                chosen.Add(candidate);
            }
        }

        return chosen;
    }

    private CueHit Hit(IReadOnlyList<IndexedCue> cues, string text, int[] starts, Candidate found)
    {
        var from = starts[found.First];
        var to = starts[found.Last + 1] - 1;
        var marks = _marks.FindAll(mark => mark.Start >= from && mark.End <= to).ConvertAll(mark => new Mark(mark.Start - from, mark.End - from, mark.Word));
        return new CueHit(cues[found.First].Start, cues[found.Last].End, cues[found.First].Speaker, Excerpt.Marked(text[from..to], marks.ToArray()));
    }
}
