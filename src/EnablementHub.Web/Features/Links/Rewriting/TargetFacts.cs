using EnablementHub.Data;
using EnablementHub.Features.Links.Moving;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Rewriting;

/// <summary>What a link keeps when it is led to another item: its section where the other one has it, its moment where both play the same recording.</summary>
/// <param name="Anchors">Of the live version, or of the waiting one of a draft.</param>
/// <param name="Recording">SHA-256 of the media file; null for none.</param>
public sealed record TargetFacts(string Title, IReadOnlySet<string> Anchors, string? Recording)
{
    /// <summary>The facts of these items, without those that don't exist.</summary>
    public static async Task<Dictionary<int, TargetFacts>> ReadAsync(HubDbContext database, IEnumerable<int> itemIds, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<int, TargetFacts>();
        foreach (var chunk in itemIds.Distinct().Chunk(RewritePlan.ChunkSize))
        {
            var rows = await (
                from item in database.Items.AsNoTracking()
                from version in item.Versions
                where chunk.Contains(item.Id) && version.Number == (item.LiveNumber ?? item.PendingNumber)
                select new { item.Id, version.Title, version.BodyHtml, version.RecapHtml, version.CheatSheetHtml, Recording = version.MediaFile == null ? null : version.MediaFile.Sha256 })
                .ToListAsync(cancellationToken);
            foreach (var row in rows) facts[row.Id] = new TargetFacts(row.Title, Sections.Of(row.BodyHtml, row.RecapHtml, row.CheatSheetHtml).Select(section => section.Anchor).ToHashSet(StringComparer.Ordinal), row.Recording);
        }

        return facts;
    }
}
