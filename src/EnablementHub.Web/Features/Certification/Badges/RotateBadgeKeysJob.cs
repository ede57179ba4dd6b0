using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Badges;

/// <summary>Makes the first key, one in place of a key that can't be read any more, and another one twice a year.</summary>
internal sealed class RotateBadgeKeysJob(HubDbContext database, BadgeKeys keys, MakeBadgeKey make, OrganisationClock clock) : IRecurringJob
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    public string Name => "rotate-badge-keys";

    public TimeSpan Interval => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var since = clock.Now - Lifetime;
        using var newest = await keys.NewestAsync(cancellationToken);
        var isYoung = newest is not null && await database.BadgeKeys.AnyAsync(key => key.KeyId == newest.KeyId && key.CreatedAt > since, cancellationToken);
        if (!isYoung) await make.RunAsync(personId: null, cancellationToken);
    }
}
