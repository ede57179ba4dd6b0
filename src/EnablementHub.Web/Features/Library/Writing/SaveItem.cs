using EnablementHub.Data;
using EnablementHub.Features.Approvals;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Library.Writing;

public sealed record SaveRequest
{
    public required int ItemId { get; init; }

    /// <summary>The revision on which the person began, or the newer one on top of which they deliberately save.</summary>
    public required int Revision { get; init; }
    public required Writer Writer { get; init; }

    /// <summary>Files are not part of it: they stay as they are.</summary>
    public required VersionContent Content { get; init; }
    public required ItemDetails Details { get; init; }

    /// <summary>The item may run out although others use it and no successor is named.</summary>
    public bool DespiteUses { get; init; }
}

/// <summary>
/// Stores what an editor holds: new words make a pending version beside the live one, details hold at once. Sending the
/// same words twice makes one version.
/// </summary>
public sealed class SaveItem(HubDbContext database, ItemDependants dependants, VersionFactory versions, OrganisationClock clock)
{
    private const string DetailsOfLeads = "Only an enablement lead changes the owner, who checks it and who finds it";
    private const string DatesOfLeads = "Once it is published, only an enablement lead changes its use, its days and its successor";

    public async Task<WriteResult> RunAsync(SaveRequest request, CancellationToken cancellationToken = default)
    {
        if (await database.LoadItemAsync(request.ItemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!request.Writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        var loaded = item.Revision;
        var newest = VersionContent.From(item.NewestVersion!);
        var content = request.Content.Normalised() with { MediaFileId = newest.MediaFileId, TranscriptId = newest.TranscriptId };
        if (!request.Writer.ManagesContent) content = content with { LengthOverride = newest.LengthOverride };
        var before = ItemDetails.From(item);
        var details = request.Details.Normalised();
        var differences = details.DifferencesFrom(before);
        var sameContent = content.SaysTheSameAs(newest);
        if (sameContent && differences.Count == 0) return WriteResult.Unchanged(item);
        if (item.Revision != request.Revision) return WriteResult.Stale(item);
        if (RefuseDetails(item, request.Writer, differences) is { } refused) return refused;
        var problems = content.Problems().Concat(await details.FindProblemsAsync(database, item.Id, before, cancellationToken)).ToList();
        if (details.FindHiddenProblem(item, clock.Today) is { } hidden) problems.Add(hidden);
        if (!request.DespiteUses && await details.FindUnledUsesAsync(dependants, item.Id, before, cancellationToken) is { } unled) problems.Add(new(nameof(request.DespiteUses), unled));
        if (differences.Contains("use") && details.Use == ItemUse.External && item.LiveVersion is { } live
            && await FourEyes.FindMissingAsync(database, item.Id, live.Number, live.AuthorId, cancellationToken) is not null)
            problems.Add(new(nameof(details.Use), $"Readers see version {live.Number}, and nobody but its author has approved it. Ask for review of it first, then mark it external."));
        if (problems.Count > 0) return WriteResult.Invalid(problems);

        var now = clock.Now;
        if (!sameContent)
        {
            var number = await database.NextVersionNumberAsync(item, cancellationToken);
            if (versions.TryCreate(content, number, request.Writer.PersonId, now, out var problem) is not { } version) return WriteResult.Invalid([problem!]);
            item.AddPending(version, now);
            database.LogItem(item, request.Writer.PersonId, ItemActions.Saved, now, content.Note.Length > 0 ? content.Note : $"version {number}");
        }

        if (differences.Count > 0)
        {
            details.ApplyTo(item);
            item.Touch(now);
            database.LogItem(item, request.Writer.PersonId, ItemActions.DetailsChanged, now, string.Join(", ", differences));
            if (differences.Contains("successor")) await database.EndTrustOfSupersededAsync(item, request.Writer.PersonId, clock, cancellationToken);
        }

        return await database.StoreAsync(item, loaded, cancellationToken);
    }

    private static WriteResult? RefuseDetails(Item item, Writer writer, IReadOnlyList<string> differences)
    {
        if (writer.ManagesContent) return null;
        if (differences.Any(name => name is "owner" or "verifier" or "backup" or "audience")) return WriteResult.NotAllowed(DetailsOfLeads + ". Ask one, and leave them as they are.");
        return item.State != PublicationState.Draft && differences.Any(name => name is "use" or "release day" or "expiry day" or "successor")
            ? WriteResult.NotAllowed(DatesOfLeads + ". Ask one, and leave them as they are.")
            : null;
    }
}
