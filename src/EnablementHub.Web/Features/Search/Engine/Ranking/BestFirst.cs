using EnablementHub.Features.Search.Engine.Columns;

namespace EnablementHub.Features.Search.Engine.Ranking;

internal static class BestFirst
{
    /// <summary>The best of many without sorting them all, in no order.</summary>
    /// <param name="ofEquals">Which of equals go first; else those that come first.</param>
    public static int[] Take(ReadOnlySpan<int> slots, int most, Func<int, double> worth, SearchBuffers buffers, Comparison<int>? ofEquals = null)
    {
        if (slots.Length <= most)
        {
            return slots.ToArray();
        }

        var keys = buffers.Rent<double>(slots.Length).AsSpan(0, slots.Length);
        for (var at = 0; at < keys.Length; at++)
        {
            keys[at] = worth(slots[at]);
        }

        var selected = buffers.Rent<double>(slots.Length).AsSpan(0, slots.Length);
        keys.CopyTo(selected);
        var threshold = Threshold(selected, most);
        var taken = new int[most];
        var count = 0;
        for (var at = 0; at < keys.Length && count < most; at++)
        {
            if (keys[at] > threshold)
            {
                taken[count++] = slots[at];
            }
        }

        var equals = new List<int>();
        for (var at = 0; at < keys.Length && (ofEquals is not null || count + equals.Count < most); at++)
        {
            if (keys[at] == threshold)
            {
                equals.Add(slots[at]);
            }
        }

        if (ofEquals is not null)
        {
            equals.Sort(ofEquals);
        }

        equals.CopyTo(0, taken, count, most - count);
        return taken;
    }

    /// <summary>The key that <paramref name="rank"/> keys reach or pass (quickselect).</summary>
    private static double Threshold(Span<double> keys, int rank)
    {
        var (low, high, wanted) = (0, keys.Length - 1, rank - 1);
        while (low < high)
        {
            var pivot = keys[low + ((high - low) / 2)];
            var (left, right) = (low, high);
            while (left <= right)
            {
                while (keys[left] > pivot)
                {
                    left++;
                }

                while (keys[right] < pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (keys[left], keys[right]) = (keys[right], keys[left]);
                    left++;
                    right--;
                }
            }

            if (wanted <= right)
            {
                high = right;
            }
            else if (wanted >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return keys[wanted];
    }
}
