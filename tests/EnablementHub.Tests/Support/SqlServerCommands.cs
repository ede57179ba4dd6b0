using System.Data.Common;
using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EnablementHub.Tests.Support;

/// <summary>Catches the statements for SQL Server at the moment when they would be sent, so that nobody needs one.</summary>
internal sealed class SqlServerCommands : DbCommandInterceptor, IDbConnectionInterceptor
{
    /// <summary>2,100, of which sending a statement with parameters takes two.</summary>
    public const int MaxParameters = 2098;

    private static readonly SqlServerCommands Instance = new();

    /// <summary>As the product opens it.</summary>
    public static readonly DbContextOptions<SqlServerHubDbContext> Options = OptionsOf();

    public sealed record Statement(string Text, int Parameters);

    /// <exception cref="InvalidOperationException">It sends none.</exception>
    public static Statement Of(Action ask)
    {
        try
        {
            ask();
        }
        catch (Exception error) when (CaughtIn(error) is { } caught)
        {
            return caught.Statement;
        }

        throw new InvalidOperationException("This sends no statement.");
    }

    public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => throw new Caught(command);

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => throw new Caught(command);

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => throw new Caught(command);

    private static Caught? CaughtIn(Exception? error) => error is null ? null : error as Caught ?? CaughtIn(error.InnerException);

    private static DbContextOptions<SqlServerHubDbContext> OptionsOf()
    {
        var options = new DbContextOptionsBuilder<SqlServerHubDbContext>();
        DataFeature.ConfigureSqlServer(options, "Server=nowhere");
        options.AddInterceptors(Instance);
        return options.Options;
    }

    private sealed class Caught(DbCommand command) : Exception("A statement was caught.")
    {
        public Statement Statement { get; } = new(command.CommandText, command.Parameters.Count);
    }
}
