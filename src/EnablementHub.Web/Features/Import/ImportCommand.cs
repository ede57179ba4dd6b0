using System.CommandLine;
using EnablementHub.Data;
using EnablementHub.Features.Import.Writing;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import;

/// <summary><c>hub import</c></summary>
public static class ImportCommand
{
    public const string OverrideDependants = "--override-dependants";
    private const int ShownFindings = 20;

    public static Command Create()
    {
        var (data, settings) = (HubVerbs.DataOption(), HubVerbs.SettingOption());
        var folder = new Argument<string>("folder") { Description = "Folder of markdown pages, recordings with captions beside them, and documents.", HelpName = "FOLDER" };
        var owner = new Option<string?>("--owner") { Description = "E-mail address of the person who owns what the files don't give an owner; left out: the first administrator or lead.", HelpName = "EMAIL" };
        var name = new Option<string?>("--name") { Description = "Name of the collection: a later run with the same name finds its items again, and they stand under it in the library's tree; left out: the folder's name.", HelpName = "NAME" };
        var draft = new Option<bool>("--draft") { Description = "Leave everything as drafts. Without it what the rules allow is published, unless a file says otherwise (draft: true, or state: draft)." };
        var despite = new Option<bool>(OverrideDependants) { Description = "Let items expire or be archived as the files say although links, courses, steps or certifications depend on them and no successor is named. Without it such a day is left out, and the report says so." };
        var dry = new Option<bool>("--dry-run") { Description = "Write nothing, and say what an import would do." };
        var report = new Option<string?>("--report") { Description = "File for the whole report; CSV when its name ends with .csv, else a line a finding. What is printed is only its beginning.", HelpName = "FILE" };
        var command = new Command("import", "Take a folder of content in: folders become topics and a tree, links between files lead to items, pictures go to the store. Run again, it changes only what changed, and never what people changed in the hub. Works beside a running server. Exit code 0 with a report of what was not understood, 1 when the import failed as a whole, 2 for wrong arguments.")
        {
            folder, owner, name, draft, despite, dry, report, data, settings,
        };
        command.SetAction((parsed, cancellationToken) => HubTools.RunAsync(
            new HubArguments { Data = parsed.GetValue(data)!, Settings = parsed.GetValue(settings)! },
            (services, token) => RunAsync(services, new Wish(parsed.GetValue(folder)!, parsed.GetValue(owner), parsed.GetValue(name), parsed.GetValue(draft), parsed.GetValue(despite), parsed.GetValue(dry), parsed.GetValue(report)), token),
            cancellationToken,
            mayCreate: true));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, Wish wish, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<HubDbContext>();
        if (!Directory.Exists(wish.Folder)) throw new WrongSettingException(File.Exists(wish.Folder) ? $"{wish.Folder} is a file; name a folder." : $"There is no folder {wish.Folder}.");
        var collection = CollectionNames.Clean(wish.Name ?? new DirectoryInfo(Path.GetFullPath(wish.Folder)).Name);
        if (collection.Length == 0) throw new WrongSettingException("The folder's name gives no name for the collection. Give one with --name.");
        await using var report = OpenReport(wish.Report);
        var request = new ImportRequest { Folder = wish.Folder, Collection = collection, OwnerId = await OwnerAsync(database, wish.Owner, cancellationToken), AsDrafts = wish.Draft, DespiteUses = wish.Despite, IsDryRun = wish.Dry };
        var kept = new List<Finding>();
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var outcome = await services.GetRequiredService<ImportFolder>().RunAsync(
            request,
            finding =>
            {
                report?.Write(finding);
                if (kept.Count < ImportFinding.MaxKept) kept.Add(finding);
            },
            state => Console.Error.WriteLine($"{state.Done} of {state.Total} files {state.Step}"),
            cancellationToken);
        if (!wish.Dry) await KeepAsync(services, request, outcome, kept, cancellationToken);
        await PrintAsync(request, outcome, kept, wish, System.Diagnostics.Stopwatch.GetElapsedTime(began));
        return ExitCode.Done;
    }

    private static async Task PrintAsync(ImportRequest request, ImportOutcome outcome, List<Finding> kept, Wish wish, TimeSpan took)
    {
        foreach (var finding in kept.Take(ShownFindings)) await Console.Out.WriteLineAsync(finding.ToString());
        if (outcome.AllFindings > ShownFindings)
            await Console.Out.WriteLineAsync(FormattableString.Invariant($"… and {outcome.AllFindings - ShownFindings} more{(wish.Report is null ? "; --report FILE writes them all" : $" in {wish.Report}")}"));
        foreach (var (kind, count) in outcome.Findings) await Console.Out.WriteLineAsync(FormattableString.Invariant($"{count,7} {kind.Label(count)}"));
        await Console.Out.WriteLineAsync(FormattableString.Invariant(
            $"{(request.IsDryRun ? "Would be" : "Imported into")} “{request.Collection}”: {outcome.New} new, {outcome.Changed} changed, {outcome.Unchanged} unchanged, {outcome.Refused} refused, {outcome.Gone} gone from the folder (left as they are), in {took.TotalSeconds:0.0} s."));
    }

    private static async Task KeepAsync(IServiceProvider services, ImportRequest request, ImportOutcome outcome, List<Finding> findings, CancellationToken cancellationToken)
    {
        var (database, time) = (services.GetRequiredService<HubDbContext>(), services.GetRequiredService<TimeProvider>());
        database.ChangeTracker.Clear();
        var now = time.GetUtcNow();
        var total = outcome.New + outcome.Changed + outcome.Unchanged + outcome.Refused;
        var name = Path.GetFullPath(request.Folder);
        var run = new ImportRun
        {
            Collection = request.Collection,
            SourceName = name.Length <= ImportRun.MaxNameLength ? name : "…" + name[^(ImportRun.MaxNameLength - 1)..],
            OwnerId = request.OwnerId,
            AsDrafts = request.AsDrafts,
            CreatedAt = now,
            FinishedAt = now,
            State = ImportState.Done,
            Done = total,
            Total = total,
        };
        database.ImportRuns.Add(run);
        await database.SaveChangesAsync(cancellationToken);
        await services.GetRequiredService<ImportReports>().KeepAsync(run.Id, outcome, findings, _ => { }, cancellationToken);
    }

    private static async Task<int> OwnerAsync(HubDbContext database, string? email, CancellationToken cancellationToken)
    {
        var people = database.Users.AsNoTracking().Where(person => person.DisabledAt == null);
        if (email is not null)
        {
            var normal = email.Trim().ToUpperInvariant();
            return await people.Where(person => person.NormalizedEmail == normal).Select(person => (int?)person.Id).SingleOrDefaultAsync(cancellationToken)
                ?? throw new WrongSettingException($"There is nobody with the e-mail address {email.Trim()}. Name somebody who is in the hub with --owner.");
        }

        var roles = new[] { HubRoles.Administrator, HubRoles.Lead };
        return await people.Where(person => database.UserRoles.Any(given => given.UserId == person.Id && database.Roles.Any(role => role.Id == given.RoleId && roles.Contains(role.Name!))))
                .OrderBy(person => person.Id).Select(person => (int?)person.Id).FirstOrDefaultAsync(cancellationToken)
            ?? throw new WrongSettingException("The hub has neither an administrator nor a lead who could own the content. Add one first: hub user add, see hub user add --help");
    }

    private static ReportFile? OpenReport(string? path)
    {
        if (path is null) return null;
        if (Directory.Exists(path)) throw new WrongSettingException($"{path} is a folder; name a file for the report.");
        return new ReportFile(path);
    }

    private sealed record Wish(string Folder, string? Owner, string? Name, bool Draft, bool Despite, bool Dry, string? Report);
}
