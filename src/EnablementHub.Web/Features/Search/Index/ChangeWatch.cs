using System.Data.Common;
using System.Runtime.CompilerServices;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EnablementHub.Features.Search.Index;

/// <summary>Notices change rows, facet values and synonyms that this process writes, and says so once they are committed.</summary>
internal sealed class ChangeWatch(ChangeSignal changes) : ISaveChangesInterceptor, IDbTransactionInterceptor, IRowWatch
{
    private readonly ConditionalWeakTable<DbContext, Written> _written = [];

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Note(eventData.Context);
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        RaiseOutsideTransaction(eventData.Context);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        RaiseOutsideTransaction(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Raise(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Raise(eventData.Context);
        return Task.CompletedTask;
    }

    public void Wrote(DbContext database, Type row)
    {
        if (row.Equals(typeof(ChangeRow))) _ = _written.GetOrCreateValue(database);
    }

    private void Note(DbContext? database)
    {
        if (database is null) return;
        var hasChange = false;
        var hasWords = false;
        foreach (var entry in database.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            hasChange |= entry.Entity is ChangeRow;
            hasWords |= entry.Entity is FacetValue or SynonymList;
        }

        if (!hasChange && !hasWords) return;
        var written = _written.GetOrCreateValue(database);
        written.Words |= hasWords;
    }

    private void RaiseOutsideTransaction(DbContext? database)
    {
        if (database?.Database.CurrentTransaction is null) Raise(database);
    }

    private void Raise(DbContext? database)
    {
        if (database is null || !_written.TryGetValue(database, out var written)) return;
        _written.Remove(database);
        changes.Raise(written.Words);
    }

    private sealed class Written
    {
        public bool Words { get; set; }
    }
}
