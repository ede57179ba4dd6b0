using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Search.Golden;

/// <summary>The lead's list of golden queries: what stands on the page, and its changes.</summary>
public sealed class GoldenQueries(HubDbContext database, OrganisationClock clock)
{
    /// <summary>Those that miss their item first, then those that were never asked, then by their words. Three queries, however many there are.</summary>
    public async Task<GoldenPage> ReadAsync(ItemReader reader, CancellationToken cancellationToken)
    {
        var queries = await database.GoldenQueries.AsNoTracking().OrderBy(query => query.Id).Take(GoldenQuery.Most).ToListAsync(cancellationToken);
        var ids = queries.SelectMany(query => query.FoundIds.Append(query.ItemId)).Distinct().ToArray();
        var cards = await database.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).InAudienceOf(reader).ToCards().ToDictionaryAsync(card => card.Id, cancellationToken);
        var current = await database.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).PublishedOn(reader.Today).Select(item => item.Id).ToHashSetAsync(cancellationToken);
        var rows = queries.Select(query => new GoldenRow(query, cards.GetValueOrDefault(query.ItemId), current.Contains(query.ItemId), [.. query.FoundIds.Where(cards.ContainsKey).Select(id => cards[id])]));
        return new GoldenPage { Rows = [.. rows.OrderBy(row => row.Verdict).ThenBy(row => row.Query.Text, StringComparer.OrdinalIgnoreCase)] };
    }

    public async Task<WriteResult> AddAsync(string typedText, string typedItem, ItemReader reader, CancellationToken cancellationToken)
    {
        var text = string.Join(' ', string.Concat(typedText.Where(sign => !char.IsControl(sign) || char.IsWhiteSpace(sign))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var problems = new List<FieldProblem>();
        if (text.Length == 0) problems.Add(new(nameof(GoldenForm.Text), "Enter what people type, for example price to a CFO."));
        if (text.Length > GoldenQuery.MaxTextLength) problems.Add(new(nameof(GoldenForm.Text), $"It has {text.Length} characters; at most {GoldenQuery.MaxTextLength} fit. People type a few words."));
        var item = ItemLinks.ReadNumber(typedItem) is { } number
            ? await database.Items.AsNoTracking().Where(row => row.Id == number).InAudienceOf(reader).PublishedOn(reader.Today).SingleOrDefaultAsync(cancellationToken)
            : null;
        if (item is null) problems.Add(new(nameof(GoldenForm.Item), "Choose the item from the titles that are offered, or paste the address of its page. It must be published."));
        if (problems.Count > 0) return WriteResult.Invalid(problems);

        var texts = await database.GoldenQueries.Where(query => query.ItemId == item!.Id).Select(query => query.Text).ToListAsync(cancellationToken);
        if (texts.Contains(text, StringComparer.OrdinalIgnoreCase)) return WriteResult.Unchanged(item!);
        if (await database.GoldenQueries.CountAsync(cancellationToken) >= GoldenQuery.Most) return WriteResult.Invalid("", $"There are {GoldenQuery.Most} golden queries already. Remove one that tells you nothing any more.");
        database.GoldenQueries.Add(new GoldenQuery { Text = text, ItemId = item!.Id, AddedById = reader.Viewer.PersonId, AddedAt = clock.Now });
        database.LogAudit(reader.Viewer.PersonId, "golden-query.added", "item", item.Id, clock.Now, text);
        await database.SaveChangesAsync(cancellationToken);
        return WriteResult.Done(item);
    }

    /// <returns>What was removed; null: it isn't there any more.</returns>
    public async Task<GoldenQuery?> RemoveAsync(int id, int personId, CancellationToken cancellationToken)
    {
        if (await database.GoldenQueries.SingleOrDefaultAsync(query => query.Id == id, cancellationToken) is not { } query) return null;
        database.GoldenQueries.Remove(query);
        database.LogAudit(personId, "golden-query.removed", "item", query.ItemId, clock.Now, query.Text);
        await database.SaveChangesAsync(cancellationToken);
        return query;
    }
}
