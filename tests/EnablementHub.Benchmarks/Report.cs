using System.Runtime.CompilerServices;
using System.Text;

namespace EnablementHub.Benchmarks;

/// <summary>The table for people: a line each while running, and <c>docs/performance.md</c> at the end of a full run.</summary>
public static class Report
{
    public static string Line(Gate gate) => FormattableString.Invariant(
        $"{gate.Verdict,-7}{gate.Value,12:0.###} {gate.Unit,-8} {Limit(gate),-10} {gate.Name}  {gate.Detail}").TrimEnd();

    public static void Write(IReadOnlyList<Gate> gates)
    {
        var text = new StringBuilder()
            .AppendLine("# What the hub measures")
            .AppendLine()
            .AppendLine("Written by `dotnet run --project tests/EnablementHub.Benchmarks -c Release`. Ratios compare both sides in the same run (A B B A, medians);")
            .AppendLine("a figure is void when the bare side differs from itself by more than 15 %. Absolute times are of the machine that wrote this: two shared cores.")
            .AppendLine()
            .AppendLine("| figure | measured | gate | verdict | in numbers |")
            .AppendLine("| --- | ---: | ---: | --- | --- |");
        foreach (var gate in gates)
            text.AppendLine(FormattableString.Invariant($"| {gate.Name} | {gate.Value:0.###} {gate.Unit} | {Limit(gate)} | {gate.Verdict} | {gate.Detail} |"));
        File.WriteAllText(Path.Combine(Root(), "docs", "performance.md"), text.ToString());
    }

    public static string Root([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetDirectoryName(thisFile);
        while (folder is not null && !File.Exists(Path.Combine(folder, "EnablementHub.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? Directory.GetCurrentDirectory();
    }

    private static string Limit(Gate gate) => gate.Limit is { } limit ? FormattableString.Invariant($"{(gate.AtLeast ? "≥" : "≤")} {limit:0.##} {gate.Unit}") : "";
}
