using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Usage;
using EnablementHub.Features.Usage.Outside;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Api.UsageEvents;

/// <summary>Tells the events that may count from those that can't, each with its reason. Three queries, however many.</summary>
public sealed class ReadEvents(HubDbContext database, OrganisationClock clock)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    internal async Task<(IReadOnlyList<OutsideEvent> Taken, IReadOnlyList<RefusedEvent> Refused)> RunAsync(EventsBody body, ItemReader reader, CancellationToken cancellationToken)
    {
        var ids = body.Events.Select(sent => sent.ItemId ?? 0).Where(id => id > 0).Distinct().ToList();
        var names = body.Events.Select(sent => sent.ExternalId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var items = await (
            from item in database.Items.AsNoTracking().InAudienceOf(reader).PublishedOn(reader.Today)
            from version in item.Versions
            where version.Number == item.LiveNumber && (ids.Contains(item.Id) || names.Contains(item.ExternalId!))
            select new Target(item.Id, item.ExternalId, version.MediaFileId, version.MediaFile != null && (version.MediaFile.HasVideo || version.MediaFile.HasAudio),
                (version.MediaFile != null ? version.MediaFile.DurationSeconds : null) ?? (version.Transcript != null ? version.Transcript.EndSeconds : null))).ToListAsync(cancellationToken);
        var (byId, byName) = (items.ToDictionary(item => item.Id), items.Where(item => item.ExternalId is not null).ToDictionary(item => item.ExternalId!, StringComparer.Ordinal));
        var (taken, refused) = (new List<OutsideEvent>(), new List<RefusedEvent>());
        for (var index = 0; index < body.Events.Count; index++)
        {
            var sent = body.Events[index];
            var target = sent.ItemId is { } id ? byId.GetValueOrDefault(id) : sent.ExternalId is { } name ? byName.GetValueOrDefault(name) : null;
            if (Refusal(sent, target) is { } reason) refused.Add(new RefusedEvent(index, sent.Id.Length > TakenEvent.MaxClientIdLength ? sent.Id[..TakenEvent.MaxClientIdLength] : sent.Id, reason));
            else taken.Add(Accept(sent, target!, reader));
        }

        return (taken, refused);
    }

    private string? Refusal(EventBody sent, Target? target)
    {
        if (sent.Id.Length is 0 or > TakenEvent.MaxClientIdLength || sent.Id != sent.Id.Trim() || sent.Id.Any(char.IsControl)) return $"id must have 1 to {TakenEvent.MaxClientIdLength} characters, without blanks around.";
        if (sent.ItemId is null == sent.ExternalId is null) return "Name the item by itemId or by externalId.";
        if (target is null) return "No published item that the token's person may see has this number or name.";
        if (sent.At > clock.Now + Ahead) return "at lies in the future. Set your clock.";
        if (sent.At < clock.Now - OutsideEvent.MaxAge) return "at lies more than 30 days back.";
        if (sent.Type != "play") return sent.Ranges is not null || sent.Position is not null ? "Only plays have ranges and a position." : null;
        if (target.MediaFileId is null || !target.IsPlayable) return "The item has no recording that could be played.";
        if (sent.Ranges is not { Count: > 0 }) return "A play needs ranges: what was seen, as pairs of seconds.";
        if (sent.Ranges.Count > ProgressReport.MaxSpans) return $"At most {ProgressReport.MaxSpans} ranges fit into one event.";
        if (sent.Ranges.Any(range => range is not [>= 0, var end] || end <= range[0])) return "Each range is a pair of seconds, start and end, and the end comes later.";
        if (target.Duration is { } length && sent.Ranges.All(range => range[0] >= length)) return FormattableString.Invariant($"The ranges lie behind the end of the recording, which has {length:0.#} seconds.");
        return sent.Position < 0 ? "position is a number of seconds from the start." : null;
    }

    private OutsideEvent Accept(EventBody sent, Target target, ItemReader reader) => new()
    {
        ClientId = sent.Id,
        ItemId = target.Id,
        Kind = sent.Type switch { "view" => UsageKind.View, "download" => UsageKind.Download, _ => UsageKind.Play },
        At = sent.At is { } at && at < clock.Now ? at.ToUniversalTime() : clock.Now,
        Report = sent.Type != "play" ? null : new ProgressReport
        {
            PersonId = reader.Viewer.PersonId,
            ItemId = target.Id,
            MediaFileId = target.MediaFileId!.Value,
            DurationSeconds = target.Duration,
            Spans = [.. sent.Ranges!.Select(range => (range[0], range[1]))],
            Position = sent.Position,
        },
    };

    private sealed record Target(int Id, string? ExternalId, int? MediaFileId, bool IsPlayable, double? Duration);
}
