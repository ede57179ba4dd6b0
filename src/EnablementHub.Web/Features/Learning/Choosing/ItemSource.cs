using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Learning.Choosing;

/// <summary>The library's items.</summary>
internal sealed class ItemSource(HubDbContext database, ContentSearch search) : ILearningSource
{
    public LearningKind Kind => LearningKind.Item;

    public async Task<IReadOnlyList<LearningTarget>> FindAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        var items = await (
            from item in database.Items.AsNoTracking()
            where ids.Contains(item.Id)
            join live in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber ?? item.PendingNumber } equals new { live.ItemId, Number = (int?)live.Number }
            select new { item.Id, live.Title, live.Number, item.State, Seconds = database.MediaFiles.Where(file => file.Id == live.MediaFileId).Select(file => file.DurationSeconds).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        return
        [
            .. items.Select(item => new LearningTarget(
                LearningKind.Item, item.Id, item.Title, ItemLinks.To(item.Id, item.Title), item.Number,
                item.Seconds is { } seconds ? (int)Math.Ceiling(seconds / 60) : 0, item.State == PublicationState.Published)),
        ];
    }

    public async Task<IReadOnlyList<LearningTarget>> OfferAsync(string words, Viewer viewer, int take, CancellationToken cancellationToken)
    {
        var titles = search.Suggest(words, viewer, cancellationToken).Where(suggestion => suggestion.Type == "title")
            .Select(suggestion => ItemLinks.ReadNumber(suggestion.Url)).OfType<int>().Take(take).ToList();
        var found = (await FindAsync(titles, cancellationToken)).ToDictionary(target => target.Id);
        return [.. titles.Select(id => found.GetValueOrDefault(id)).OfType<LearningTarget>()];
    }
}
