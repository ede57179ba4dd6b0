using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Archiving;

/// <summary>Saves a rule after its what-if was shown.</summary>
public sealed class AddArchiveRule(HubDbContext database, TimeProvider time)
{
    /// <param name="unusedDays">Null: what was typed is no number.</param>
    public async Task<WriteResult> RunAsync(ItemKind? kind, int? unusedDays, int personId, CancellationToken cancellationToken = default)
    {
        if (Problem(unusedDays) is { } problem) return WriteResult.Invalid("days", problem);
        if (kind is { } known && !Enum.IsDefined(known)) return WriteResult.Invalid("kind", "Choose the kind from the list.");
        if (await database.ArchiveRules.AnyAsync(rule => rule.Kind == kind && rule.UnusedDays == unusedDays, cancellationToken)) return new WriteResult(WriteOutcome.Unchanged);
        if (await database.ArchiveRules.CountAsync(cancellationToken) >= ArchiveRule.MaxRules) return WriteResult.Invalid("", $"There are {ArchiveRule.MaxRules} rules already. Remove one first.");
        var now = time.GetUtcNow();
        database.ArchiveRules.Add(new ArchiveRule { Kind = kind, UnusedDays = unusedDays!.Value, CreatedById = personId, CreatedAt = now });
        database.LogAudit(personId, "archive-rule.added", "archive-rule", null, now, $"{kind?.Label() ?? "every kind"}, {unusedDays} days");
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done);
    }

    public static string? Problem(int? unusedDays) => unusedDays is >= ArchiveRule.MinDays and <= ArchiveRule.MaxDays ? null : $"Enter a number of days from {ArchiveRule.MinDays} to {ArchiveRule.MaxDays}, for example {ArchiveRule.DefaultDays}.";
}

/// <summary>Removes a rule, and what it had announced with it.</summary>
public sealed class RemoveArchiveRule(HubDbContext database, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(int ruleId, int personId, CancellationToken cancellationToken = default)
    {
        if (await database.ArchiveRules.SingleOrDefaultAsync(rule => rule.Id == ruleId, cancellationToken) is not { } rule) return WriteResult.NotFound;
        database.Remove(rule);
        database.LogAudit(personId, "archive-rule.removed", "archive-rule", ruleId, time.GetUtcNow(), $"{rule.Kind?.Label() ?? "every kind"}, {rule.UnusedDays} days");
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done);
    }
}

/// <summary>Takes an item out of the archive queue: somebody still wants it. The days count anew from now.</summary>
public sealed class KeepItem(HubDbContext database, TimeProvider time)
{
    public const string Kept = "item.kept";

    public async Task<WriteResult> RunAsync(int itemId, Writer writer, CancellationToken cancellationToken = default)
    {
        if (await database.ArchiveAnnouncements.Include(entry => entry.Item).SingleOrDefaultAsync(entry => entry.ItemId == itemId, cancellationToken) is not { } entry) return WriteResult.NotFound;
        if (!writer.MayChange(entry.Item)) return WriteResult.NotAllowed(Writer.NotYours);
        var (item, revision, now) = (entry.Item, entry.Item.Revision, time.GetUtcNow());
        item.Touch(now);
        database.Remove(entry);
        database.LogAudit(writer.PersonId, Kept, "item", itemId, now);
        return await database.StoreAsync(item, revision, cancellationToken);
    }
}
