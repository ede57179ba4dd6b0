using EnablementHub.Benchmarks;
using EnablementHub.Benchmarks.Web;

if (args is [StartGates.EmptyAppArgument, var url])
{
    await StartGates.ServeEmptyAsync(url);
    return 0;
}

// --short: small sizes, for every run of CI; without it: the full sizes, and docs/performance.md is written anew.
var isShort = args.Contains("--short");
var only = args.SkipWhile(argument => argument != "--only").Skip(1).FirstOrDefault();
var gates = new List<Gate>();
foreach (var suite in Suites.All.Where(suite => only is null || suite.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
{
    Console.WriteLine($"-- {suite.Name}");
    foreach (var gate in await suite.RunAsync(isShort))
    {
        gates.Add(gate);
        Console.WriteLine(Report.Line(gate));
    }
}

if (!isShort && only is null) Report.Write(gates);
var missed = gates.Where(gate => !gate.IsMet && !gate.IsVoid).ToList();
Console.WriteLine(missed.Count == 0 ? "All gates met." : $"Missed: {string.Join("; ", missed.Select(gate => gate.Name))}");
return missed.Count == 0 ? 0 : 1;
