using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Leaving;

/// <summary>What counts on a person: everything they own, verify or stand in for, except the archive.</summary>
public sealed class LeavingQueries(HubDbContext database, ItemChoices choices, OrganisationClock clock)
{
    /// <returns>Null when there is no such person.</returns>
    public async Task<LeavingPage?> ReadAsync(int personId, CancellationToken cancellationToken)
    {
        var person = await database.Users.AsNoTracking().Where(p => p.Id == personId).Select(p => new { p.DisplayName, p.DisabledAt }).SingleOrDefaultAsync(cancellationToken);
        if (person is null) return null;
        var since = clock.Today.AddDays(-ItemPlays.Days);
        var items = database.Items.AsNoTracking().CountingOn(personId);
        return new LeavingPage
        {
            PersonId = personId,
            Name = person.DisplayName,
            IsDisabled = person.DisabledAt is not null,
            Total = await items.CountAsync(cancellationToken),
            Rows = await items.Select(item => new LeavingRow
            {
                Id = item.Id,
                Kind = item.Kind,
                Title = item.Versions.Where(version => version.Number == (item.LiveNumber ?? item.PendingNumber)).Select(version => version.Title).FirstOrDefault() ?? "Untitled",
                IsOwner = item.OwnerId == personId,
                IsVerifier = item.VerifierId == personId || (item.VerifierId == null && item.VerifierTeamId == null && item.OwnerId == personId),
                IsBackup = item.BackupId == personId,
                VerifiedAt = item.VerifiedAt,
                ReviewDueOn = item.ReviewDueOn,
                ExpireOn = item.ExpireOn,
                Uses = database.ItemDays.Where(day => day.ItemId == item.Id && day.Day > since).Sum(day => day.Plays + day.Views + day.Downloads),
            }).OrderByDescending(row => row.Uses).ThenBy(row => row.Id).Take(LeavingPage.MaxRows).ToListAsync(cancellationToken),
            People = [.. (await choices.ReadAsync(null, [], cancellationToken)).Owners.Where(choice => choice.Value != personId.ToString(CultureInfo.InvariantCulture))],
        };
    }
}

internal static class LeavingItems
{
    public static IQueryable<Item> CountingOn(this IQueryable<Item> items, int personId) =>
        items.Where(item => item.State != PublicationState.Archived && (item.OwnerId == personId || item.VerifierId == personId || item.BackupId == personId));
}
