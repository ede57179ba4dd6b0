using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Graph;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Moving;

/// <summary>Says which section an anchor means that no section has any more.</summary>
public sealed class RenameSection(HubDbContext database, FollowSections sections, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(int itemId, string? oldAnchor, string? newAnchor, Writer writer, CancellationToken cancellationToken = default)
    {
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        var shown = item.LiveVersion ?? item.NewestVersion!;
        var present = Sections.Of(shown.BodyHtml, shown.RecapHtml, shown.CheatSheetHtml).Select(section => section.Anchor).ToHashSet(StringComparer.Ordinal);
        var old = oldAnchor?.Trim().TrimStart('#') ?? "";
        if (old.Length is 0 or > VersionLink.MaxAnchorLength) return WriteResult.Invalid("OldAnchor", "Say which section the links name.");
        if (present.Contains(old)) return WriteResult.Invalid("OldAnchor", "There is a section of that name, so links to it land there.");
        if (newAnchor is null || !present.Contains(newAnchor)) return WriteResult.Invalid("NewAnchor", "Choose the section from the list.");
        var rows = await database.MovedSections.Where(section => section.ItemId == itemId).ToListAsync(cancellationToken);
        if (rows.Exists(row => row.OldAnchor == old && row.NewAnchor == newAnchor)) return WriteResult.Unchanged(item);
        sections.Put(rows, itemId, old, newAnchor, writer.PersonId);
        database.LogAudit(writer.PersonId, ItemActions.SectionRenamed, "item", itemId, time.GetUtcNow(), $"#{old} → #{newAnchor}");
        await database.SaveChangesAsync(cancellationToken);
        return WriteResult.Done(item);
    }
}
