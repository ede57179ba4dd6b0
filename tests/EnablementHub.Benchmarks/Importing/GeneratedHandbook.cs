using System.Text;
using EnablementHub.Benchmarks.Search;

namespace EnablementHub.Benchmarks.Importing;

/// <summary>Pages such as a handbook has: front matter, headings, a list, links to other pages and their headings; fifty in a folder.</summary>
public static class GeneratedHandbook
{
    private const int PagesAFolder = 50;
    private const int FoldersATopic = 20;

    public static void Write(string root, int pages)
    {
        var random = new Random(17);
        for (var number = 0; number < pages; number++)
        {
            var path = Path.Combine(root, PathOf(number));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Page(number, pages, random));
        }
    }

    private static string PathOf(int number) => FormattableString.Invariant($"topic-{number / PagesAFolder / FoldersATopic % 40}/part-{number / PagesAFolder}/page-{number}.md");

    private static string Page(int number, int pages, Random random)
    {
        var other = random.Next(pages);
        var text = new StringBuilder();
        text.Append(FormattableString.Invariant($"---\ntitle: Page {number} on {Words(random, 3)}\ndescription: {Words(random, 12)}\ntags: [{SearchCorpus.Word(random.Next(500))}]\n---\n\n"));
        text.Append(FormattableString.Invariant($"{Words(random, 40)}.\n\n## What it is\n\n{Words(random, 45)}, see [another page](/{PathOf(other)}#how-it-is-done).\n\n"));
        text.Append(FormattableString.Invariant($"## How it is done\n\n- **{Words(random, 4)}**: {Words(random, 10)}\n- {Words(random, 12)}\n- [the one before](/{PathOf(Math.Max(0, number - 1))})\n"));
        return text.ToString();
    }

    private static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => SearchCorpus.Word((int)(5_000 * Math.Pow(random.NextDouble(), 3)))));
}
