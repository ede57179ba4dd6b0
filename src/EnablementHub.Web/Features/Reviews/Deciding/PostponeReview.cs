using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Reviews.Deciding;

/// <summary>Puts a review off for some days, with a reason. The item's trust goes its way meanwhile.</summary>
public sealed class PostponeReview(HubDbContext database, OrganisationClock clock)
{
    public static readonly IReadOnlyList<int> Choices = [7, 14, 30];

    public async Task<WriteResult> RunAsync(int itemId, int revision, int? days, string? reason, Writer writer, CancellationToken cancellationToken = default)
    {
        if (!writer.ManagesContent && !await database.MayCheckAsync(itemId, writer.PersonId, cancellationToken)) return WriteResult.NotAllowed(VerifyItem.NotYours);
        var problems = new List<FieldProblem>();
        if (days is not { } chosen || !Choices.Contains(chosen)) problems.Add(new("days", "Choose 7, 14 or 30 days."));
        var note = (reason ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        if (note.Length == 0) problems.Add(new("reason", "Say why it waits: whoever looks at it next wants to know."));
        if (note.Length > TrustEvent.MaxNoteLength) problems.Add(new("reason", $"The reason has {note.Length} characters; at most {TrustEvent.MaxNoteLength} fit. Shorten it."));
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (problems.Count > 0) return WriteResult.Invalid(problems);
        if (item.Revision != revision) return WriteResult.Stale(item);
        var now = clock.Now;
        var until = clock.Today.AddDays(days!.Value);
        item.PostponeReview(until);
        database.TrustEvents.Add(new TrustEvent { ItemId = itemId, At = now, PersonId = writer.PersonId, Kind = TrustEventKind.Postponed, Note = note, Until = until });
        database.LogAudit(writer.PersonId, ItemActions.ReviewPostponed, "item", itemId, now, FormattableString.Invariant($"until {until:yyyy-MM-dd}: {note}"));
        return await database.StoreAsync(item, revision, cancellationToken);
    }
}
