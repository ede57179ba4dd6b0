using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EnablementHub.Platform.Markdown.Safety;

/// <summary>
/// Refuses texts that are made to be slow before anything parses them. Markdig takes the square of the brackets,
/// emphasis marks, bars and bare addresses in a paragraph, and gives up on depth only after it has gone there. The weights were
/// measured: a cost of 100 is about a tenth of a second.
/// </summary>
internal static class ComplexityGuard
{
    private const double MaxCost = 120;
    private const int MaxPipesInLine = 200;
    private const int MaxDepth = 20;
    private const int MaxIndent = 100;
    private const int MaxLinkOutput = 2_000_000;

    internal static void Check(string text)
    {
        if (text.Length > MarkdownRenderer.MaxLength)
        {
            throw Refuse("The text is longer than 200,000 characters. Split it into several pages.");
        }

        var costs = new Costs();
        var paragraph = new Counts();
        var blocks = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                costs.Add(paragraph);
                paragraph = new Counts();
            }

            CheckDepth(line, ref blocks);
            paragraph.Add(line);
            if (paragraph.PipesInLine > MaxPipesInLine)
            {
                throw Refuse("A line has more than 200 bars. Split the table.");
            }
        }

        costs.Add(paragraph);
        if (costs.Total > MaxCost)
        {
            throw Refuse($"The text has too many {costs.Worst} close together to be shown. Split it into paragraphs or pages.");
        }
    }

    /// <summary>A short name can stand for a long address: a small text would become a huge page.</summary>
    internal static void CheckOutput(MarkdownDocument document)
    {
        long length = 0;
        foreach (var link in document.Descendants<LinkInline>())
        {
            length += (link.Url?.Length ?? 0) + (link.Title?.Length ?? 0);
        }

        if (length > MaxLinkOutput)
        {
            throw Refuse("The text repeats long links too often to be shown. Use shorter addresses.");
        }
    }

    private static void CheckDepth(ReadOnlySpan<char> line, ref int blocks)
    {
        var text = line.TrimStart(" \t>");
        if (text.StartsWith(":::", StringComparison.Ordinal))
        {
            blocks = Math.Max(0, blocks + (text.TrimEnd().IndexOfAnyExcept(':') < 0 ? -1 : 1));
        }

        var markers = CountMarkers(line);
        var isIndentedFar = markers > 0 && line.Length - line.TrimStart(" \t").Length > MaxIndent;
        if (blocks > MaxDepth || markers > MaxDepth || isIndentedFar)
        {
            throw Refuse("The text is nested too deeply. Use fewer quotes, lists and blocks within each other.");
        }
    }

    private static int CountMarkers(ReadOnlySpan<char> line)
    {
        // Any number of dashes or stars with spaces is a rule across the page.
        if (line.IndexOfAnyExcept(" \t-*_") < 0)
        {
            return 0;
        }

        var markers = 0;
        while (true)
        {
            line = line.TrimStart(" \t");
            var digits = line.IndexOfAnyExceptInRange('0', '9');
            if (line.Length > 0 && (line[0] == '>' || (line[0] is '-' or '*' or '+' && EndsMarker(line, 1))))
            {
                line = line[1..];
            }
            else if (digits is > 0 and < 10 && line[digits] is '.' or ')' && EndsMarker(line, digits + 1))
            {
                line = line[(digits + 1)..];
            }
            else
            {
                return markers;
            }

            markers++;
        }
    }

    /// <summary>A table drawn with dashes is no list: a mark of one has space behind it.</summary>
    private static bool EndsMarker(ReadOnlySpan<char> line, int at) => at >= line.Length || line[at] is ' ' or '\t';

    private static MarkdownTooComplexException Refuse(string sentence) => new(sentence);

    /// <summary>What was counted in lines without an empty one between them, which is at least a paragraph.</summary>
    private sealed class Counts
    {
        internal long Length;
        internal long Lines;
        internal long Indent;
        internal long Brackets;
        internal long Closings;
        internal long Specials;
        internal long Marks;
        internal long Backticks;
        internal long Addresses;
        internal long Definitions;
        internal long PipesInWidestLine;
        internal int PipesInLine;

        internal void Add(ReadOnlySpan<char> line)
        {
            Length += line.Length + 1;
            Lines++;
            Indent += line.Length - line.TrimStart(" \t>").Length;
            PipesInLine = 0;
            var previous = '\n';
            foreach (var character in line)
            {
                switch (character)
                {
                    case '[':
                        Brackets++;
                        break;
                    case ']':
                        Closings++;
                        break;
                    case '\\' or '<' or '&' or '!':
                        Specials++;
                        break;
                    case '^' when previous == '[':
                    case ':' when previous == ']':
                        Definitions++;
                        break;
                    case '|':
                        PipesInLine++;
                        break;
                    case '`' when previous != '`':
                        Backticks++;
                        break;
                    case '*' or '_' or '~' or '^' or '=' or '+' when previous != character:
                        Marks++;
                        break;
                    case ':' when char.IsAsciiLetter(previous):
                    case '.' when previous is 'w' or 'W':
                        Addresses++;
                        break;
                }

                previous = character;
            }

            PipesInWidestLine = Math.Max(PipesInWidestLine, PipesInLine);
        }
    }

    private sealed class Costs
    {
        private readonly double[] _costs = new double[7];

        internal double Total => _costs.Sum();

        internal string Worst => Array.IndexOf(_costs, _costs.Max()) switch
        {
            0 => "links or brackets",
            1 => "emphasis marks",
            2 => "table cells",
            3 => "backticks",
            4 => "addresses",
            5 => "footnotes or link definitions",
            _ => "lines or levels",
        };

        internal void Add(Counts counts)
        {
            // Each closing bracket and each escape looks back over all that is open.
            var open = counts.Brackets + counts.Marks;
            _costs[0] += (counts.Brackets * counts.Brackets / 30_000.0) + (open * counts.Closings / 125_000.0);
            _costs[1] += open * (counts.Specials + counts.Backticks) / 400_000.0;
            _costs[1] += counts.Marks * counts.Marks / 100_000.0;
            _costs[2] += counts.PipesInWidestLine == 0 ? 0 : (counts.PipesInWidestLine + 1) * counts.Lines / 200.0;
            _costs[3] += counts.Backticks * counts.Length / 1_500_000.0;
            _costs[4] += counts.Addresses * counts.Addresses / 40_000.0;
            _costs[5] += counts.Definitions / 20.0;
            _costs[6] += (counts.Lines / 150.0) + (counts.Indent / 2_000.0);
        }
    }
}
