using System.Collections.Concurrent;
using System.Data.Common;
using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace EnablementHub.Tests.Support;

/// <summary>
/// Reads every statement that a room writes by hand with SQL Server's own grammar too, without a server, and looks its
/// tables and columns up in that database's model: what only SQLite understands fails the test that ran it.
/// </summary>
internal sealed class SqlServerStatements : DbCommandInterceptor
{
    /// <summary>One for all hubs: Entity Framework keeps its services apart for each such interceptor.</summary>
    public static readonly SqlServerStatements Instance = new();

    private static readonly ConcurrentDictionary<string, byte> Seen = new(StringComparer.Ordinal);
    private static readonly Lazy<IRelationalModel> Model = new(() =>
    {
        using var database = new SqlServerDesignTimeFactory().CreateDbContext([]);
        return database.GetService<IDesignTimeModel>().Model.GetRelationalModel();
    });

    /// <summary>What is said to the embedded database alone.</summary>
    private static readonly string[] Embedded = ["PRAGMA ", "pragma_", "sqlite_master", "__EFMigrationsLock", "VACUUM INTO ", " TRIGGER "];

    /// <exception cref="InvalidOperationException">SQL Server can't read it; says why and in which line.</exception>
    public static TSqlFragment Read(string script)
    {
        var read = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        return errors.Count == 0 ? read : throw new InvalidOperationException($"SQL Server can't read this statement: {errors[0].Message}\nIn line {errors[0].Line} of:\n{script}");
    }

    /// <summary>The procedures that a statement calls, with the names of what it gives them.</summary>
    public static IReadOnlyList<string> Calls(string statement)
    {
        var names = new Names();
        Read(statement).Accept(names);
        return names.Calls;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Look(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Look(command, eventData);
        return ValueTask.FromResult(result);
    }

    /// <exception cref="InvalidOperationException">SQL Server would refuse it; says why.</exception>
    private static void Check(string statement)
    {
        var names = new Names();
        Read(statement).Accept(names);
        var tables = names.Tables.ConvertAll(name => Model.Value.Tables.SingleOrDefault(table => table.Name == name)
            ?? throw new InvalidOperationException($"SQL Server's database has no table {name}:\n{statement}"));
        foreach (var column in names.Columns.Where(column => tables.TrueForAll(table => table.FindColumn(column) is null))) throw new InvalidOperationException($"No table of this statement has a column {column}:\n{statement}");
    }

    private static void Look(DbCommand command, CommandEventData about)
    {
        if (about.CommandSource is not (CommandSource.ExecuteSqlRaw or CommandSource.FromSqlQuery) || about.Context is not SqliteHubDbContext) return;
        if (Seen.ContainsKey(command.CommandText) || Array.Exists(Embedded, word => command.CommandText.Contains(word, StringComparison.Ordinal))) return;
        Check(command.CommandText);
        Seen.TryAdd(command.CommandText, 0);
    }

    private sealed class Names : TSqlFragmentVisitor
    {
        public List<string> Tables { get; } = [];

        public List<string> Columns { get; } = [];

        public List<string> Calls { get; } = [];

        public override void Visit(ExecutableProcedureReference node) =>
            Calls.Add($"{node.ProcedureReference.ProcedureReference.Name.BaseIdentifier.Value}({string.Join(", ", node.Parameters.Select(parameter => parameter.Variable.Name))})");

        public override void Visit(NamedTableReference node) => Tables.Add(node.SchemaObject.BaseIdentifier.Value);

        public override void Visit(ColumnReferenceExpression node)
        {
            if (node.MultiPartIdentifier?.Identifiers is { Count: > 0 } parts) Columns.Add(parts[^1].Value);
        }
    }
}
