using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace EnablementHub.Data;

/// <summary>Hears of rows that are written without being tracked.</summary>
public interface IRowWatch : IInterceptor
{
    void Wrote(DbContext database, Type row);
}

/// <summary>
/// Writes many rows of a unit of work by statements that are prepared once. Tracking, ordering and a new statement for every
/// row cost several times what the embedded database itself needs. Relations aren't followed: the writer of a row says whose it is.
/// </summary>
public sealed class RowWriter(HubDbContext database) : IAsyncDisposable
{
    private readonly Dictionary<(Type Row, bool IsUpdate), Statement> _statements = [];
    private readonly List<IRowWatch> _watches = [.. database.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<IRowWatch>() ?? []];

    /// <summary>Only there does a statement cost no way to a server and back; elsewhere Entity Framework sends many in one go.</summary>
    public static bool Fits(HubDbContext database) => database.Database.IsSqlite();

    /// <param name="row">An entity that isn't tracked.</param>
    /// <param name="owner">Name of the property that says whose row it is, where the entity doesn't know.</param>
    /// <param name="ownerId">Its value.</param>
    /// <param name="cancellationToken">Stops before the row is written.</param>
    /// <returns>The number that the database gave it; 0 where it gives none.</returns>
    public async Task<long> InsertAsync(object row, string? owner = null, int ownerId = 0, CancellationToken cancellationToken = default)
    {
        var statement = Of(row.GetType(), isUpdate: false);
        statement.Fill(row, owner, ownerId);
        var id = 0L;
        if (statement.Numbers) id = (long)(await statement.Command.ExecuteScalarAsync(cancellationToken))!;
        else await statement.Command.ExecuteNonQueryAsync(cancellationToken);
        foreach (var watch in _watches) watch.Wrote(database, row.GetType());
        return id;
    }

    /// <summary>Writes all of a row's values over those that are there.</summary>
    /// <param name="row">An entity that isn't tracked, whose table numbers its rows.</param>
    /// <param name="id">Its number, where the entity doesn't know it; else 0.</param>
    /// <param name="revision">What the concurrency token was when it was read; null for rows without one.</param>
    /// <param name="owner">As for a new row.</param>
    /// <param name="ownerId">As for a new row.</param>
    /// <param name="cancellationToken">Stops before the row is written.</param>
    /// <exception cref="DbUpdateConcurrencyException">It is gone, or somebody was quicker.</exception>
    public async Task UpdateAsync(object row, int id = 0, int? revision = null, string? owner = null, int ownerId = 0, CancellationToken cancellationToken = default)
    {
        var statement = Of(row.GetType(), isUpdate: true);
        statement.Fill(row, owner, ownerId, id, revision);
        if (await statement.Command.ExecuteNonQueryAsync(cancellationToken) != 1) throw new DbUpdateConcurrencyException($"A row of {row.GetType().Name} was changed by somebody else.");
        foreach (var watch in _watches) watch.Wrote(database, row.GetType());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _statements.Values) await statement.Command.DisposeAsync();
    }

    private Statement Of(Type row, bool isUpdate)
    {
        if (_statements.TryGetValue((row, isUpdate), out var known)) return known;
        var command = database.Database.GetDbConnection().CreateCommand();
        command.Transaction = database.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Rows are written in a unit of work.");
        return _statements[(row, isUpdate)] = new Statement(command, database.Model.FindEntityType(row) ?? throw new ArgumentException($"{row} is no entity.", nameof(row)), isUpdate);
    }

    private sealed class Statement
    {
        private const string Former = "@former";
        private readonly List<Column> _columns = [];
        private readonly IProperty? _token;

        public Statement(DbCommand command, IEntityType type, bool isUpdate)
        {
            Command = command;
            var key = type.FindPrimaryKey()!.Properties;
            var number = key is [{ ValueGenerated: ValueGenerated.OnAdd } one] ? one : null;
            _token = isUpdate ? type.GetProperties().SingleOrDefault(property => property.IsConcurrencyToken) : null;
            foreach (var property in type.GetProperties().Where(property => isUpdate || property != number))
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = FormattableString.Invariant($"@p{_columns.Count}");
                command.Parameters.Add(parameter);
                _columns.Add(new Column(property, parameter, property == number));
            }

            Numbers = !isUpdate && number is not null;
            command.CommandText = isUpdate ? Update(type, number ?? throw new ArgumentException($"{type.Name} has no numbers.", nameof(type))) : Insert(type, number);
            command.Prepare();
        }

        public DbCommand Command { get; }

        /// <summary>The database numbers its rows.</summary>
        public bool Numbers { get; }

        public void Fill(object row, string? owner, int ownerId, int id = 0, int? revision = null)
        {
            foreach (var column in _columns)
            {
                var value = column.IsNumber && id != 0 ? id : column.Property.Name == owner ? ownerId : column.Property.GetGetter().GetClrValue(row);
                column.Parameter.Value = value is null ? DBNull.Value : column.Converter is { } converter ? converter(value) ?? DBNull.Value : value;
            }

            if (_token is not null) Command.Parameters[Former].Value = revision ?? throw new ArgumentNullException(nameof(revision));
        }

        private string Insert(IEntityType type, IProperty? number) =>
            $"INSERT INTO {Table(type)} ({string.Join(", ", _columns.Select(column => Name(column.Property)))}) VALUES ({string.Join(", ", _columns.Select(column => column.Parameter.ParameterName))}){(number is null ? "" : $" RETURNING {Name(number)}")}";

        private string Update(IEntityType type, IProperty number)
        {
            var sql = new StringBuilder($"UPDATE {Table(type)} SET {string.Join(", ", _columns.Where(column => !column.IsNumber).Select(column => $"{Name(column.Property)} = {column.Parameter.ParameterName}"))} WHERE {Name(number)} = {_columns.Find(column => column.IsNumber)!.Parameter.ParameterName}");
            if (_token is null) return sql.ToString();
            var former = Command.CreateParameter();
            former.ParameterName = Former;
            Command.Parameters.Add(former);
            return sql.Append(" AND ").Append(Name(_token)).Append(" = ").Append(Former).ToString();
        }

        private static string Table(IEntityType type) => $"\"{type.GetTableName()}\"";

        private static string Name(IProperty property) => $"\"{property.GetColumnName()}\"";
    }

    private sealed record Column(IProperty Property, DbParameter Parameter, bool IsNumber)
    {
        public Func<object?, object?>? Converter { get; } = Property.GetTypeMapping().Converter?.ConvertToProvider;
    }
}
