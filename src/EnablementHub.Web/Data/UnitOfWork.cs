using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace EnablementHub.Data;

/// <summary>
/// Writes that belong together: one transaction, and the whole of it again when the database fails in passing. The only
/// place that opens transactions, since a provider that repeats allows no others.
/// </summary>
public static class UnitOfWork
{
    /// <param name="database">Begins each time with nothing tracked.</param>
    /// <param name="work">All from the first read to the last save. It may run several times, so whatever isn't the database's (files, caches) is touched after the unit.</param>
    /// <param name="isDone">Whether the answer means success; else everything that the work saved is rolled back.</param>
    /// <param name="cancellationToken">Stops the work, but never cuts off a commit.</param>
    /// <remarks>Within another unit of the same context it is a part of that one: undone alone, kept together.</remarks>
    public static Task<T> InUnitAsync<T>(this HubDbContext database, Func<CancellationToken, Task<T>> work, Func<T, bool> isDone, CancellationToken cancellationToken) =>
        database.Database.CurrentTransaction is { } outer
            ? PartAsync(database, outer, work, isDone, cancellationToken)
            : database.Database.CreateExecutionStrategy().ExecuteAsync(
                new Unit<T>(database, work, isDone),
                (_, unit, token) => unit.RunAsync(token),
                (_, unit, _) => unit.WasCommittedAsync(),
                cancellationToken);

    /// <summary>For work that has no answer: what it saved is kept unless it throws.</summary>
    public static Task InUnitAsync(this HubDbContext database, Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        database.InUnitAsync(
            async token =>
            {
                await work(token);
                return true;
            },
            isDone => isDone,
            cancellationToken);

    /// <summary>The key of a row that the database numbers; null for others.</summary>
    internal static IProperty? KeyOf(EntityEntry row) => row.Metadata.FindPrimaryKey() is { Properties: [{ ValueGenerated: ValueGenerated.OnAdd } key] } ? key : null;

    private static async Task<T> PartAsync<T>(HubDbContext database, IDbContextTransaction outer, Func<CancellationToken, Task<T>> work, Func<T, bool> isDone, CancellationToken cancellationToken)
    {
        const string Before = "part";
        database.ChangeTracker.Clear();
        await outer.CreateSavepointAsync(Before, cancellationToken);
        var answer = await work(cancellationToken);
        if (isDone(answer)) return answer;
        await outer.RollbackToSavepointAsync(Before, CancellationToken.None);
        database.ChangeTracker.Clear();
        return answer;
    }

    private sealed class Unit<T>(HubDbContext database, Func<CancellationToken, Task<T>> work, Func<T, bool> isDone)
    {
        private EntityEntry? _witness;
        private (Type Type, object Key)? _proof;
        private bool _isCommitting;
        private T _answer = default!;

        public async Task<T> RunAsync(CancellationToken cancellationToken)
        {
            database.ChangeTracker.Clear();
            (_witness, _proof, _isCommitting) = (null, null, false);
            database.SavingChanges += FindWitness;
            var isKept = false;
            try
            {
                // What the work has read still holds when it commits. The embedded database has one writer at a time anyway;
                // of two on a server that would contradict each other one is refused, and replayed on what the other wrote.
                await using var transaction = await database.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
                _answer = await work(cancellationToken);
                if (!isDone(_answer)) return _answer;
                if (_witness is { } row) _proof = (row.Metadata.ClrType, row.Property(KeyOf(row)!.Name).CurrentValue!);
                _isCommitting = true;
                await transaction.CommitAsync(CancellationToken.None);
                isKept = true;
                return _answer;
            }
            finally
            {
                database.SavingChanges -= FindWitness;

                // What was rolled back must not slip into a later save of the same context.
                if (!isKept) database.ChangeTracker.Clear();
            }
        }

        /// <summary>
        /// A connection that breaks during a commit doesn't tell how it ended; a row that the unit inserted does. The server
        /// never gives a number twice. Work that inserts nothing must come to the same result when it is done again.
        /// </summary>
        public async Task<ExecutionResult<T>> WasCommittedAsync()
        {
            var isCommitted = _isCommitting && _proof is { } proof && await database.FindAsync(proof.Type, proof.Key) is not null;
            return new ExecutionResult<T>(isCommitted, _answer);
        }

        private void FindWitness(object? sender, SavingChangesEventArgs saving) =>
            _witness ??= database.ChangeTracker.Entries().FirstOrDefault(entry => entry.State == EntityState.Added && KeyOf(entry) is not null);
    }
}
