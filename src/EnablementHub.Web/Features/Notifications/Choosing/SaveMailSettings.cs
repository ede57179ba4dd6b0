using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Notifications.Mailing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared.Components.Forms;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Choosing;

/// <summary>Stores what a person chose about mails.</summary>
public sealed class SaveMailSettings(HubDbContext database, TimeProvider time)
{
    private static readonly string[] Formats = ["HH:mm", "HH:mm:ss"];

    /// <returns>Empty when it is done, else what is wrong; then nothing was stored.</returns>
    public async Task<IReadOnlyList<FormError>> RunAsync(int personId, MailForm form, CancellationToken cancellationToken)
    {
        var problems = new List<FormError>();
        if (form.Mails is not (MailForm.On or MailForm.Off)) problems.Add(new("Choose whether mails come at all.", nameof(MailForm.Mails)));
        if (form.Kinds?.Any(name => NoticeKinds.All.All(facts => facts.Kind.ToString() != name)) == true) problems.Add(new("One of the kinds isn't known any more. Choose again.", nameof(MailForm.Kinds)));
        var quiet = Quiet(form, problems);
        if (problems.Count > 0) return problems;

        await database.InUnitAsync(token => StoreAsync(personId, form, quiet, token), cancellationToken);
        return [];
    }

    private async Task StoreAsync(int personId, MailForm form, QuietHours quiet, CancellationToken cancellationToken)
    {
        var settings = await database.MailSettings.SingleOrDefaultAsync(s => s.PersonId == personId, cancellationToken);
        if (settings is null) database.Add(settings = new MailSettings { PersonId = personId });
        settings.IsOff = !form.IsOn;
        (settings.QuietFrom, settings.QuietUntil) = quiet;
        var choices = await database.MailChoices.Where(choice => choice.PersonId == personId).ToDictionaryAsync(choice => choice.Kind, cancellationToken);
        foreach (var kind in NoticeKinds.All.Select(facts => facts.Kind))
        {
            if (choices.TryGetValue(kind, out var choice)) choice.IsWanted = form.HasKind(kind);
            else database.Add(new MailChoice { PersonId = personId, Kind = kind, IsWanted = form.HasKind(kind) });
        }

        database.Record(time.GetUtcNow(), personId, "person.mails-chosen", PersonAudit.Person, personId);
        await database.SaveChangesAsync(cancellationToken);
    }

    private static QuietHours Quiet(MailForm form, List<FormError> problems)
    {
        // Without quiet hours the day's mail still has its time.
        if (string.IsNullOrWhiteSpace(form.QuietFrom) && string.IsNullOrWhiteSpace(form.QuietUntil)) return new QuietHours(MailSettings.DefaultQuietUntil, MailSettings.DefaultQuietUntil);
        var from = Time(form.QuietFrom, nameof(MailForm.QuietFrom), problems);
        var until = Time(form.QuietUntil, nameof(MailForm.QuietUntil), problems);
        return new QuietHours(from, until);
    }

    private static TimeOnly Time(string? text, string field, List<FormError> problems)
    {
        if (TimeOnly.TryParseExact(text?.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        problems.Add(new(string.IsNullOrWhiteSpace(text) ? "Enter both times, or leave both empty for no quiet hours." : "Enter a time of day such as 18:00.", field));
        return default;
    }
}
