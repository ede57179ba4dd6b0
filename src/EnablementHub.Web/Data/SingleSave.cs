using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace EnablementHub.Data;

/// <summary>
/// A save outside a unit, on a database that repeats what fails in passing. Entity Framework would repeat it after a commit
/// whose answer was lost too, and so write its new rows twice; here it first looks whether one of them is there.
/// </summary>
internal static class SingleSave
{
    public static bool IsRepeated(HubDbContext database) => database.Database.CurrentTransaction is null && database.Database.CreateExecutionStrategy().RetriesOnFailure;

    /// <param name="database">Holds what is to be saved.</param>
    /// <param name="save">Saves, and leaves what was changed marked as changed, so that it can be saved again.</param>
    /// <param name="cancellationToken">Stops the tries.</param>
    public static Task<int> RunAsync(HubDbContext database, Func<CancellationToken, Task<int>> save, CancellationToken cancellationToken)
    {
        EntityEntry? witness = null;
        return database.Database.CreateExecutionStrategy().ExecuteInTransactionAsync(
            database,
            (context, token) =>
            {
                witness = FindNew(context);
                return save(token);
            },
            async (_, token) => witness is not null && await witness.GetDatabaseValuesAsync(token) is not null,
            cancellationToken);
    }

    /// <summary>The database gives a number only once, so a row with one is the surest.</summary>
    private static EntityEntry? FindNew(HubDbContext database)
    {
        var added = database.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added).ToList();
        return added.Find(entry => UnitOfWork.KeyOf(entry) is not null) ?? added.FirstOrDefault();
    }
}
