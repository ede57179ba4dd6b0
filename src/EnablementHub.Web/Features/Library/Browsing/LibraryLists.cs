using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Features.Usage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Browsing;

/// <summary>Reads a page of the library for one reader: a fixed number of queries.</summary>
public sealed class LibraryLists(HubDbContext database, ItemUsage usage)
{
    private const int MaxOwners = 200;

    public async Task<LibraryPage> ReadAsync(LibraryFilter filter, ItemReader reader, CancellationToken cancellationToken)
    {
        var items = Narrow(Visible(reader, filter.Status), filter, reader.Today);
        if (filter.Slice is { } slice) items = slice.Of(database, items.PublishedOn(reader.Today), reader.Today);
        var folders = await database.ReadFoldersAsync(items, filter.FolderId, cancellationToken);
        if (filter.FolderId is { } folderId) items = Within(items, folderId);
        var total = await items.CountAsync(cancellationToken);
        var rows = await Rows(Sorted(items, filter.Sort, reader.Today).Skip((filter.Page - 1) * LibraryFilter.PageSize).Take(LibraryFilter.PageSize), filter.Sort, reader.Today).ToListAsync(cancellationToken);
        if (reader.SeesUsage)
        {
            var figures = await usage.ReadAsync([.. rows.Select(row => row.Id)], ItemPlays.Days, cancellationToken);
            rows = [.. rows.Select(row => figures.TryGetValue(row.Id, out var figure) ? row with { Plays = figure.Plays, Viewers = Math.Max(figure.Viewers, figure.Players) } : row with { Plays = 0, Viewers = 0 })];
        }

        return new LibraryPage
        {
            Filter = filter,
            Reader = reader,
            Rows = rows,
            Total = total,
            Folders = folders,
            Facets = await database.FacetValues.AsNoTracking().Where(value => !value.IsRetired).OrderBy(value => value.Position).ThenBy(value => value.Label)
                .Select(value => new FacetChoice(value.Id, value.Group, value.Value, value.Label)).ToListAsync(cancellationToken),
            Owners = await database.Users.AsNoTracking().Where(person => database.Items.Any(item => item.OwnerId == person.Id)).OrderBy(person => person.DisplayName)
                .Select(person => new OwnerChoice(person.Id, person.DisplayName)).Take(MaxOwners).ToListAsync(cancellationToken),
            Languages = await database.Items.AsNoTracking().Select(item => item.Language).Distinct().OrderBy(language => language).ToListAsync(cancellationToken),
        };
    }

    /// <summary>Readers see what is published; whoever may edit an item sees it in every state.</summary>
    private IQueryable<Item> Visible(ItemReader reader, PublicationStatus? status)
    {
        var items = database.Items.AsNoTracking().SeenBy(reader);
        return status is { } chosen ? items.WithStatus(chosen, reader.Today) : items.Where(item => item.State != PublicationState.Archived);
    }

    private static IQueryable<Item> Narrow(IQueryable<Item> items, LibraryFilter filter, DateOnly today)
    {
        if (filter.Kind is { } kind) items = items.Where(item => item.Kind == kind);
        if (filter.OwnerId is { } owner) items = items.Where(item => item.OwnerId == owner);
        if (filter.Language is { } language) items = items.Where(item => item.Language == language);
        if (filter.Trust is { } trust) items = items.WithTrust(trust, today);
        foreach (var (group, values) in filter.Facets)
            items = items.Where(item => item.Facets.Any(facet => facet.FacetValue.Group == group && values.Contains(facet.FacetValue.Value)));
        if (filter.Text.Length > 0)
        {
            var pattern = TextPattern.Containing(filter.Text);
            items = items.Where(item => item.Versions.Any(version => version.Number == (item.LiveNumber ?? item.PendingNumber) && EF.Functions.Like(version.Title, pattern, TextPattern.Escape)));
        }

        return items;
    }

    private IQueryable<Item> Within(IQueryable<Item> items, int folderId) =>
        from item in items
        from place in database.ItemFolders
        where place.ItemId == item.Id && database.Folders.Any(chosen => chosen.Id == folderId && (place.FolderId == chosen.Id || place.Folder.Path.StartsWith(chosen.Path + "/")))
        select item;

    private IOrderedQueryable<Item> Sorted(IQueryable<Item> items, LibrarySort sort, DateOnly today)
    {
        var since = today.AddDays(-ItemPlays.Days);
#pragma warning disable CA1304, CA1311, MA0011 // Runs in the database, which knows no culture.
        return sort switch
        {
            LibrarySort.Newest => items.OrderByDescending(item => item.PublishedAt).ThenByDescending(item => item.Id),
            LibrarySort.Title => items.OrderBy(item => item.Versions.Where(version => version.Number == (item.LiveNumber ?? item.PendingNumber)).Select(version => version.Title.ToLower()).First()).ThenBy(item => item.Id),
            LibrarySort.MostPlayed => items.OrderByDescending(item => database.ItemDays.Where(day => day.ItemId == item.Id && day.Day > since).Sum(day => day.Plays)).ThenByDescending(item => item.Id),
            _ => items.OrderByDescending(item => item.ChangedAt).ThenByDescending(item => item.Id),
        };
#pragma warning restore CA1304, CA1311, MA0011
    }

    private IQueryable<LibraryRow> Rows(IQueryable<Item> page, LibrarySort sort, DateOnly today) =>
        from item in Sorted(page, sort, today)
        from version in item.Versions
        where version.Number == (item.LiveNumber ?? item.PendingNumber)
        select new LibraryRow
        {
            Id = item.Id,
            Kind = item.Kind,
            Title = version.Title,
            Summary = version.Summary,
            Speaker = item.Facets.Where(facet => facet.FacetValue.Group == FacetGroups.Speaker).Select(facet => facet.FacetValue.Label).FirstOrDefault() ?? "",
            Duration = item.Kind != ItemKind.Clip && item.Kind != ItemKind.TrainingVideo
                ? null
                : (version.MediaFile != null ? version.MediaFile.DurationSeconds : null) ?? (version.Transcript != null ? version.Transcript.EndSeconds : null),
            CanPlay = version.MediaFile != null && (version.MediaFile.HasVideo || version.MediaFile.HasAudio),
            OwnerId = item.OwnerId,
            OwnerName = item.Owner.DisplayName,
            State = item.State,
            ReleaseOn = item.ReleaseOn,
            ExpireOn = item.ExpireOn,
            HasPending = item.PendingNumber != null && item.LiveNumber != null,
            Approval = item.Approval,
            ChangeOn = item.ChangeOn,
            ChangedAt = item.ChangedAt,
            VerifiedAt = item.VerifiedAt,
            ReviewDueOn = item.ReviewDueOn,
        };
}
