using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Mailing;

/// <summary>What somebody settled about mails, with the defaults for what they left.</summary>
public sealed record MailPlan(bool IsOff, QuietHours Quiet, IReadOnlyDictionary<NoticeKind, bool> Choices)
{
    public bool Wants(NoticeKind kind) => !IsOff && IsChosen(kind);

    /// <summary>What holds for the kind once mails are on.</summary>
    public bool IsChosen(NoticeKind kind) => Choices.TryGetValue(kind, out var chosen) ? chosen : kind.Facts().IsMailed;

    public static async Task<MailPlan> ReadAsync(HubDbContext database, int personId, CancellationToken cancellationToken)
    {
        var settings = await database.MailSettings.AsNoTracking().SingleOrDefaultAsync(s => s.PersonId == personId, cancellationToken);
        var choices = await database.MailChoices.AsNoTracking().Where(choice => choice.PersonId == personId).ToDictionaryAsync(choice => choice.Kind, choice => choice.IsWanted, cancellationToken);
        return new MailPlan(settings?.IsOff ?? false, settings is null ? QuietHours.Default : new QuietHours(settings.QuietFrom, settings.QuietUntil), choices);
    }
}
