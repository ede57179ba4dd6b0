using System.CommandLine;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;

namespace EnablementHub.Features.Admin;

/// <summary><c>hub migrate</c></summary>
public static class MigrateCommand
{
    public static Command Create()
    {
        var data = HubVerbs.DataOption();
        var settings = HubVerbs.SettingOption();
        var script = new Option<string?>("--script")
        {
            Description = "Change nothing: write the SQL Server script that brings a database of any older version to this program's schema, to FILE or to standard output. It may run twice.",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("migrate", "Bring the database to this program's schema, as every start does; several nodes may do it at once.") { data, script, settings };
        command.SetAction((parsed, cancellationToken) => HubVerbs.RunAsync(() => parsed.GetResult(script) is not null
            ? WriteScriptAsync(parsed.GetValue(script), cancellationToken)
            : MigrateAsync(new HubArguments { Data = parsed.GetValue(data)!, Settings = parsed.GetValue(settings)! }, cancellationToken)));
        return command;
    }

    private static async Task<int> MigrateAsync(HubArguments arguments, CancellationToken cancellationToken)
    {
        await using var app = HubTools.Build(arguments);
        var migrations = await app.Services.MigrateHubAsync(cancellationToken);
        await app.Services.EnsureRolesAsync(cancellationToken);
        foreach (var migration in migrations) Console.WriteLine($"applied {migration}");
        Console.WriteLine("The database has this program's schema.");
        return ExitCode.Done;
    }

    private static async Task<int> WriteScriptAsync(string? file, CancellationToken cancellationToken)
    {
        var script = HubMigrations.SqlServerScript();
        if (file is null) Console.Write(script);
        else await File.WriteAllTextAsync(file, script, cancellationToken);
        return ExitCode.Done;
    }
}
