using EnablementHub.Benchmarks;

// --short: small sizes, for every run of CI; without it: the full sizes, and each suite writes its part of docs/performance.md.
var isShort = args.Contains("--short");
var only = args.SkipWhile(argument => argument != "--only").Skip(1).FirstOrDefault();
var gates = new List<Gate>();
foreach (var suite in Suites.All.Where(suite => only is null || suite.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
{
    Console.WriteLine($"-- {suite.Name}");
    var rows = Show(await suite.RunAsync(isShort));
    var missed = rows.Where(gate => gate.IsMissed || gate.Verdict == Gate.Void).Select(gate => gate.Name).ToHashSet(StringComparer.Ordinal);
    if (missed.Count > 0)
    {
        // Cores that others use too can spoil one measurement; a figure that really got worse misses its gate again, and one that told nothing may tell something now.
        Console.WriteLine($"-- {suite.Name}, measured again");
        var again = Show(await suite.RunAsync(isShort)).ToDictionary(gate => gate.Name, StringComparer.Ordinal);
        rows = [.. rows.Select(gate => missed.Contains(gate.Name) && again.TryGetValue(gate.Name, out var second) && second.Verdict != Gate.Void ? second : gate)];
    }

    if (!isShort) Report.Write(suite, rows);
    gates.AddRange(rows);
}

var worse = gates.Where(gate => isShort ? gate.IsClearlyMissed : gate.IsMissed).ToList();
Console.WriteLine(worse.Count == 0 ? "All gates met." : $"Missed: {string.Join("; ", worse.Select(gate => gate.Name))}");
return worse.Count == 0 ? 0 : 1;

static IReadOnlyList<Gate> Show(IReadOnlyList<Gate> gates)
{
    foreach (var gate in gates) Console.WriteLine(Report.Line(gate));
    return gates;
}
