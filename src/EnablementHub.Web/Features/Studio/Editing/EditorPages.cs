using System.Text.Json;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Uses;
using EnablementHub.Features.Studio.Comparing;
using EnablementHub.Features.Studio.Drafts;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Time;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Studio.Editing;

/// <summary>What a form brought back, when a page is shown again.</summary>
public sealed record ReturnedForm(EditorFields Fields, int Revision, long Seen, IReadOnlyList<FieldProblem> Problems, string? ProblemsTitle = null);

/// <summary>Puts an editor's page together: from what is stored, what was kept while typing, or what a refused form held.</summary>
public sealed class EditorPages(HubDbContext database, ItemChoices choices, DeadLinks deadLinks, OrganisationClock clock, IOptions<MediaOptions> media)
{
    public async Task<EditorPage> OpenAsync(Item item, Writer writer, CancellationToken cancellationToken)
    {
        var draft = await database.EditingDrafts.FindAsync([item.Id, writer.PersonId], cancellationToken);
        if (draft is not null && KeptFields.Read(draft.Fields) is { } kept && !SaysTheSameAs(item, kept.Fields))
        {
            var page = await BuildAsync(item, writer, new ReturnedForm(kept.Fields, draft.BaseRevision, kept.Seen, []), cancellationToken);
            return page with { RestoredFrom = draft.SavedAt };
        }

        return await BuildAsync(item, writer, null, cancellationToken);
    }

    public async Task<EditorPage> BuildAsync(Item item, Writer writer, ReturnedForm? form, CancellationToken cancellationToken)
    {
        var newest = item.NewestVersion!;
        var storedContent = VersionContent.From(newest);
        var storedDetails = ItemDetails.From(item);
        var storedFields = EditorFields.Stored(storedContent with { Note = "" }, storedDetails, item.ChangeOn);
        var fields = form?.Fields.Over(storedFields) ?? storedFields;
        var typed = fields.ReadContent(storedContent).Normalised();
        var isStale = form is not null && form.Revision != item.Revision;
        return new EditorPage
        {
            Item = item,
            Status = item.StatusOn(clock.Today),
            Trust = item.TrustOn(clock.Today),
            Revision = form?.Revision ?? item.Revision,
            Seen = form?.Seen ?? await database.LastAuditIdAsync(item.Id, cancellationToken),
            Fields = fields,
            Choices = await choices.ReadAsync(item.OwnerId, storedDetails.FacetValueIds.ToHashSet(), cancellationToken),
            Requirements = PublishingRules.Requirements(item.Kind, typed, newest.MediaFile, newest.Transcript?.EndSeconds),
            Warnings = PublishingRules.Warnings(item.Kind, typed, newest.MediaFile, newest.Transcript?.EndSeconds),
            DeadLinks = await deadLinks.FindAsync(newest, writer, cancellationToken),
            ManagesContent = writer.ManagesContent,
            MaxUploadBytes = media.Value.MaxUploadBytes,
            Problems = form?.Problems ?? [],
            ProblemsTitle = form?.ProblemsTitle,
            Conflict = isStale ? await FindConflictAsync(item, writer, form!, storedContent, storedDetails, cancellationToken) : null,
        };
    }

    private async Task<EditConflict> FindConflictAsync(Item item, Writer writer, ReturnedForm form, VersionContent stored, ItemDetails details, CancellationToken cancellationToken)
    {
        var typedDetails = form.Fields.ReadDetails(details, []).Normalised();
        var differences = VersionComparison.Compare(stored, form.Fields.ReadContent(stored).Normalised()).ToList();
        if (typedDetails.DifferencesFrom(details) is { Count: > 0 } names) differences.Add(new FieldDifference($"The details ({string.Join(", ", names)})", []));
        return new EditConflict(item.Revision, await database.FindChangesAsync(item.Id, form.Seen, writer.PersonId, cancellationToken), differences);
    }

    private static bool SaysTheSameAs(Item item, EditorFields kept)
    {
        var stored = VersionContent.From(item.NewestVersion!);
        var details = ItemDetails.From(item);
        var unread = new List<FieldProblem>();
        var typed = kept.ReadDetails(details, unread).Normalised();
        return unread.Count == 0 && kept[nameof(stored.Note)].Length == 0 && kept.ReadContent(stored).Normalised().SaysTheSameAs(stored) && typed.DifferencesFrom(details).Count == 0;
    }
}
