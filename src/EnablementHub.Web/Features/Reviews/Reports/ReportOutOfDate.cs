using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Reports;

/// <summary>What a reader's form holds, as typed.</summary>
public sealed record ReportForm
{
    public string? Reason { get; init; }

    /// <summary>"1:05", "65" or nothing.</summary>
    public string? Moment { get; init; }
    public string? Text { get; init; }
}

/// <summary>Notes that a reader found an item out of date; with the second reader within 14 days its trust ends.</summary>
public sealed class ReportOutOfDate(HubDbContext database, OrganisationClock clock)
{
    private const double MaxSeconds = 24 * 3600;

    public async Task<WriteResult> RunAsync(int itemId, ReportForm form, ItemReader reader, CancellationToken cancellationToken = default)
    {
        if (!await database.Items.Where(item => item.Id == itemId).InAudienceOf(reader).PublishedOn(reader.Today).AnyAsync(cancellationToken)) return WriteResult.NotFound;
        var problems = new List<FieldProblem>();
        var reason = ReportWords.Reasons.FirstOrDefault(known => known.Slug() == form.Reason);
        if (reason == default) problems.Add(new(nameof(form.Reason), "Choose what is out of date."));
        var text = (form.Text ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        if (text.Length > OutOfDateReport.MaxTextLength)
            problems.Add(new(nameof(form.Text), string.Create(CultureInfo.InvariantCulture, $"The text has {text.Length:N0} characters; at most {OutOfDateReport.MaxTextLength:N0} fit. Shorten it.")));
        if (reason == ReportReason.Other && text.Length == 0) problems.Add(new(nameof(form.Text), "Say in a few words what is out of date."));
        if (!TryReadMoment(form.Moment, out var moment)) problems.Add(new(nameof(form.Moment), "Enter the moment as minutes and seconds, for example 1:05, or leave it empty."));
        if (problems.Count > 0) return WriteResult.Invalid(problems);
        return await database.InUnitAsync(token => StoreAsync(itemId, reader.Viewer.PersonId, reason, moment, text, token), result => result.Succeeded, cancellationToken);
    }

    /// <summary>Seconds of "1:05", "1:02:05" or "65"; nothing where nothing was typed.</summary>
    internal static bool TryReadMoment(string? typed, out double? seconds)
    {
        seconds = null;
        if (string.IsNullOrWhiteSpace(typed)) return true;
        var parts = typed.Trim().Split(':');
        if (parts.Length > 3 || typed.Length > 20) return false;
        var sum = 0.0;
        for (var at = 0; at < parts.Length; at++)
        {
            var style = at == parts.Length - 1 ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
            if (!double.TryParse(parts[at], style, CultureInfo.InvariantCulture, out var part) || (at > 0 && part >= 60)) return false;
            sum = (sum * 60) + part;
        }

        if (!double.IsFinite(sum) || sum > MaxSeconds) return false;
        seconds = sum;
        return true;
    }

    private async Task<WriteResult> StoreAsync(int itemId, int personId, ReportReason reason, double? moment, string text, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var item = await database.Items.SingleAsync(i => i.Id == itemId, cancellationToken);
        var open = await database.OutOfDateReports.Where(report => report.ItemId == itemId && report.SettledAt == null).ToListAsync(cancellationToken);
        if (open.Find(report => report.PersonId == personId) is { } mine)
        {
            (mine.At, mine.Reason, mine.Moment, mine.Text) = (now, reason, moment, text);
        }
        else
        {
            var report = new OutOfDateReport { ItemId = itemId, PersonId = personId, At = now, Reason = reason, Moment = moment, Text = text };
            database.OutOfDateReports.Add(report);
            open.Add(report);
        }

        database.LogAudit(personId, "item.reported", "item", itemId, now, reason.Label());
        var since = now.AddDays(-OutOfDateReport.WithinDays);

        // What was said before the last check has been looked at.
        var people = open.Where(report => report.At >= since && !(report.At <= item.VerifiedAt)).Select(report => report.PersonId).Distinct().Count();
        if (people >= OutOfDateReport.PeopleToEndTrust) database.TakeTrust(item, TrustReason.Reported, clock.Today, now, note: $"{people} people within {OutOfDateReport.WithinDays} days");
        await database.SaveChangesAsync(cancellationToken);
        return WriteResult.Done(item);
    }
}
