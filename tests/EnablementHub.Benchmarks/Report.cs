using System.Runtime.CompilerServices;
using System.Text;

namespace EnablementHub.Benchmarks;

/// <summary>The table for people: a line each while running, and <c>docs/performance.md</c> after each suite of a full run.</summary>
public static class Report
{
    private const string Heading = "## ";

    public static string Line(Gate gate) => FormattableString.Invariant(
        $"{gate.Verdict,-7}{gate.Value,12:0.###} {gate.Unit,-8} {Limit(gate),-10} {gate.Name}  {gate.Detail}").TrimEnd();

    /// <summary>Puts the figures of one suite into its place on the page; those of the others stay, so that a suite can be measured when the machine is quiet.</summary>
    public static void Write(Suite suite, IReadOnlyList<Gate> gates)
    {
        var file = Path.Combine(Root(), "docs", "performance.md");
        var sections = File.Exists(file) ? Sections(File.ReadAllText(file)) : [];
        sections[suite.Name] = Section(gates);
        var text = new StringBuilder()
            .AppendLine("# What the hub measures")
            .AppendLine()
            .AppendLine("Written by `dotnet run --project tests/EnablementHub.Benchmarks -c Release`; with `--only NAME` by one suite alone. Ratios compare both sides in the")
            .AppendLine("same run (A B B A, medians); a figure is void when the bare side differs from itself by more than 15 %. Absolute times are of the machine that wrote this.");
        foreach (var known in Suites.All)
        {
            if (sections.TryGetValue(known.Name, out var section)) text.AppendLine().Append(Heading).AppendLine(known.Name).Append(section.TrimEnd()).AppendLine();
        }

        File.WriteAllText(file, text.ToString());
    }

    private static string Section(IReadOnlyList<Gate> gates)
    {
        var text = new StringBuilder()
            .AppendLine()
            .AppendLine(FormattableString.Invariant($"Measured on {TimeProvider.System.GetUtcNow():d MMMM yyyy}, {Environment.ProcessorCount} cores."))
            .AppendLine()
            .AppendLine("| figure | measured | gate | verdict | in numbers |")
            .AppendLine("| --- | ---: | ---: | --- | --- |");
        foreach (var gate in gates)
            text.AppendLine(FormattableString.Invariant($"| {gate.Name} | {gate.Value:0.###} {gate.Unit} | {Limit(gate)} | {gate.Verdict} | {gate.Detail} |"));
        return text.ToString();
    }

    private static Dictionary<string, string> Sections(string page) => page.ReplaceLineEndings("\n")
        .Split('\n' + Heading)
        .Skip(1)
        .Select(section => section.Split('\n', 2))
        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    public static string Root([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetDirectoryName(thisFile);
        while (folder is not null && !File.Exists(Path.Combine(folder, "EnablementHub.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? Directory.GetCurrentDirectory();
    }

    private static string Limit(Gate gate) => gate.Limit is { } limit ? FormattableString.Invariant($"{(gate.AtLeast ? "≥" : "≤")} {limit:0.##} {gate.Unit}") : "";
}
