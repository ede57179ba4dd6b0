using System.CommandLine;
using EnablementHub.Features.Admin;
using EnablementHub.Features.Admin.Backup;
using EnablementHub.Features.Import;
using EnablementHub.Features.Import.Exporting;
using EnablementHub.Features.People;
using EnablementHub.Features.Search.Index;
using EnablementHub.Features.Tokens;
using EnablementHub.Platform.Hosting;

var hub = new RootCommand("EnablementHub keeps what works in sales: clips, playbooks and training, found in seconds.")
{
    ServeCommand.Create(),
    MigrateCommand.Create(),
    BackupCommand.CreateBackup(),
    BackupCommand.CreateRestore(),
    VerifyCommand.Create(),
    ImportCommand.Create(),
    ExportCommand.Create(),
    StoreCommand.Create(),
    ReindexCommand.Create(),
    UserCommand.Create(),
    TokenCommand.Create(),
};
var parsed = hub.Parse(args);

// Unasked it would end the process two seconds after SIGTERM, in the middle of whatever people are served.
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) });
return parsed.Errors.Count > 0 ? ExitCode.WrongUse : code;
