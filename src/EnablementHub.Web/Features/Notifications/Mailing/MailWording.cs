using System.Globalization;
using System.Text;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Notifications.Choosing;
using EnablementHub.Features.Notifications.Reading;
using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Mail;
using EnablementHub.Platform.Settings;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Notifications.Mailing;

/// <summary>What stands in a mail of notices: plain text that reads in every mail program, with each notice's address below it.</summary>
public sealed class MailWording(HubAddress address, UnsubscribeLinks unsubscribe, IOptions<OrganisationOptions> organisation)
{
    /// <summary>More than that nobody reads in a mail; the page has them all.</summary>
    public const int MaxNotices = 50;

    public string UnsubscribeUrl(int personId) => address.Link(unsubscribe.PathFor(personId));

    public string Subject(IReadOnlyList<NoticeRow> notices)
    {
        if (notices.Count == 1) return Shorten(notices[0].Text);
        var groups = Grouped(notices).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Facts.Heading} ({group.Notices.Count})"));
        return Shorten($"{organisation.Value.Name}: {string.Join(", ", groups)}");
    }

    internal string Body(PersonAccess person, IReadOnlyList<NoticeRow> notices, NoticeVisibility visible, bool mandatory)
    {
        var text = new StringBuilder($"Hello {person.Name},\n");
        foreach (var (facts, group) in Grouped([.. notices.Take(MaxNotices)]))
        {
            text.Append('\n').Append(facts.Heading).Append('\n').Append('-', facts.Heading.Length).Append('\n');
            foreach (var notice in group) text.Append(notice.Text).Append(visible.TrustOf(notice) is { } trust ? $" ({ItemWords.Trust(trust)})" : "").Append('\n').Append(address.Link(notice.Address)).Append("\n\n");
        }

        if (notices.Count > MaxNotices) text.Append(CultureInfo.InvariantCulture, $"\nAnd {notices.Count - MaxNotices} more.\n");
        text.Append(CultureInfo.InvariantCulture, $"\nAll notifications: {address.Link(NotificationsController.Path)}\n\n-- \n");
        return text.Append(mandatory
            ? $"{organisation.Value.Name} sends you this whatever you chose, because something depends on it.\n"
            : $"{organisation.Value.Name} sends at most one such mail a day and three a week.\nChoose what comes: {address.Link(MailSettingsController.Path)}\nEnd these mails: {UnsubscribeUrl(person.PersonId)}\n").ToString();
    }

    private static IEnumerable<(NoticeKindFacts Facts, IReadOnlyList<NoticeRow> Notices)> Grouped(IReadOnlyList<NoticeRow> notices) =>
        from facts in NoticeKinds.All
        let own = notices.Where(notice => notice.Kind == facts.Kind).ToList()
        where own.Count > 0
        select (facts, (IReadOnlyList<NoticeRow>)own);

    private static string Shorten(string text)
    {
        if (text.Length <= OutboxMail.MaxSubjectLength) return text;
        var end = OutboxMail.MaxSubjectLength - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }
}
