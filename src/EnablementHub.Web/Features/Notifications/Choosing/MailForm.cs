using EnablementHub.Features.Notifications.Mailing;
using EnablementHub.Features.Shared.Components.Forms;

namespace EnablementHub.Features.Notifications.Choosing;

public sealed record MailForm
{
    /// <summary>"on" or "off".</summary>
    public string? Mails { get; init; }

    /// <summary>Names of the kinds that come by mail.</summary>
    public string[]? Kinds { get; init; }

    /// <summary>Times of day as a time field sends them; both empty: no quiet hours.</summary>
    public string? QuietFrom { get; init; }
    public string? QuietUntil { get; init; }

    public bool IsOn => Mails == On;

    public bool HasKind(NoticeKind kind) => Kinds?.Contains(kind.ToString(), StringComparer.Ordinal) == true;

    public const string On = "on";
    public const string Off = "off";

    public static MailForm From(MailPlan plan) => new()
    {
        Mails = plan.IsOff ? Off : On,
        Kinds = [.. NoticeKinds.All.Where(facts => plan.IsChosen(facts.Kind)).Select(facts => facts.Kind.ToString())],
        QuietFrom = plan.Quiet.IsNone ? "" : plan.Quiet.From.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        QuietUntil = plan.Quiet.IsNone ? "" : plan.Quiet.Until.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
    };
}

public sealed record MailSettingsPage
{
    public required MailForm Form { get; init; }
    public required string Email { get; init; }

    /// <summary>Name of the zone in which the times count.</summary>
    public required string Zone { get; init; }

    public IReadOnlyList<FormError> Errors { get; init; } = [];

    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.FieldId == field)?.Sentence;
}
