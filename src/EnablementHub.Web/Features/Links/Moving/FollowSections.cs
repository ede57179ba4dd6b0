using EnablementHub.Data;
using EnablementHub.Features.Library;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Moving;

/// <summary>Keeps old links to sections working when a version with other headings takes the place of the one that readers saw.</summary>
public sealed class FollowSections(HubDbContext database, TimeProvider time)
{
    /// <summary>Adds its rows to the caller's unit; the caller saves. What isn't certain is left to a person.</summary>
    public async Task RunAsync(int itemId, ItemVersion? before, ItemVersion after, int personId, CancellationToken cancellationToken)
    {
        if (before is null) return;
        var renamed = new[] { (before.BodyHtml, after.BodyHtml), (before.RecapHtml, after.RecapHtml), (before.CheatSheetHtml, after.CheatSheetHtml) }
            .Where(texts => texts.Item1 != texts.Item2)
            .SelectMany(texts => RenamedSections.Find(Sections.WithTexts(texts.Item1), Sections.WithTexts(texts.Item2)))
            .Where(section => section.IsCertain && section.OldAnchor.Length <= Graph.VersionLink.MaxAnchorLength && section.NewAnchor.Length <= Graph.VersionLink.MaxAnchorLength).ToList();
        var rows = await database.MovedSections.Where(section => section.ItemId == itemId).ToListAsync(cancellationToken);
        var present = Sections.Of(after.BodyHtml, after.RecapHtml, after.CheatSheetHtml).Select(section => section.Anchor).ToHashSet(StringComparer.Ordinal);
        database.MovedSections.RemoveRange(rows.Where(row => present.Contains(row.OldAnchor)));
        rows.RemoveAll(row => present.Contains(row.OldAnchor));
        foreach (var section in renamed.Where(section => !present.Contains(section.OldAnchor))) Put(rows, itemId, section.OldAnchor, section.NewAnchor, personId);
    }

    /// <summary>Says which section an old anchor means; whatever led to the old one follows.</summary>
    internal void Put(List<MovedSection> rows, int itemId, string oldAnchor, string newAnchor, int personId)
    {
        foreach (var row in rows.Where(row => row.NewAnchor == oldAnchor)) row.NewAnchor = newAnchor;
        var now = time.GetUtcNow();
        if (rows.Find(row => row.OldAnchor == oldAnchor) is { } known) (known.NewAnchor, known.At, known.PersonId) = (newAnchor, now, personId);
        else
        {
            var added = new MovedSection { ItemId = itemId, OldAnchor = oldAnchor, NewAnchor = newAnchor, At = now, PersonId = personId };
            rows.Add(added);
            database.MovedSections.Add(added);
        }
    }
}
