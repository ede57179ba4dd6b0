using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Showing;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Queue;

/// <summary>Puts the queue's page together: the item whose turn it is with its evidence, and the titles of what comes.</summary>
public sealed class QueuePages(HubDbContext database, ReviewQueue queue, ItemPages items, ItemUsage usage, ItemChoices choices, ItemDependants dependants, OrganisationClock clock)
{
    private const int MaxSearches = 5;
    private const int MaxReports = 10;

    public async Task<QueuePage> ReadAsync(QueueRequest request, ItemReader reader, CancellationToken cancellationToken)
    {
        var teams = request.OnlyMine ? await database.TeamMembers.Where(member => member.PersonId == reader.Viewer.PersonId).Select(member => member.TeamId).ToListAsync(cancellationToken) : null;
        var (order, waiting) = await queue.ReadAsync(reader, teams, cancellationToken);
        var turn = order.FirstOrDefault(row => row.Id == request.ItemId) ?? (order.Count > 0 ? order[0] : null);
        var titled = await queue.TitledAsync([.. order.Where(row => row == turn).Concat(order.Where(row => row != turn))], cancellationToken);
        return new QueuePage
        {
            Request = request.Planned > 0 ? request : request with { Planned = Math.Min(QueueRequest.Sitting, waiting) },
            ManagesContent = reader.Manages,
            Card = titled.Count > 0 ? await CardAsync(titled[0], reader, teams, cancellationToken) : null,
            Next = [.. titled.Skip(1)],
            Waiting = waiting,
        };
    }

    private async Task<QueueCard?> CardAsync(QueueRow row, ItemReader reader, IReadOnlyCollection<int>? teams, CancellationToken cancellationToken)
    {
        var asked = new ItemRequest(row.Id);
        if (await items.FindAsync(asked, reader, cancellationToken) is not { } shown) return null;
        var from = clock.StartOf(reader.Today.AddDays(-ItemPlays.Days));
        var facts = await database.Items.AsNoTracking().Where(item => item.Id == row.Id).Select(item => new
        {
            item.Revision,
            item.ClaimedById,
            item.VerifierTeamId,
            Team = database.Teams.Where(team => team.Id == item.VerifierTeamId).Select(team => team.Name).FirstOrDefault(),
            Live = item.Versions.Where(version => version.Number == item.LiveNumber).Select(version => new { version.Note, version.CreatedAt, Author = version.Author.DisplayName }).First(),
        }).SingleAsync(cancellationToken);
        var figures = await usage.ReadAsync([row.Id], ItemPlays.Days, cancellationToken);
        return new QueueCard
        {
            Row = row,
            Item = await items.ReadAsync(shown, asked, reader, cancellationToken),
            Revision = facts.Revision,
            Figures = figures.GetValueOrDefault(row.Id, ItemFigures.None),
            Searches = await database.SearchRecords.AsNoTracking().Where(search => search.ItemClickedId == row.Id && search.At >= from && search.FoldedText != "")
                .GroupBy(search => search.FoldedText).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(MaxSearches)
                .Select(group => new SearchRow(group.Key, group.Count())).ToListAsync(cancellationToken),
            Reports = await database.OutOfDateReports.AsNoTracking().Where(report => report.ItemId == row.Id && report.SettledAt == null).OrderByDescending(report => report.At).Take(MaxReports)
                .Select(report => new ReportRow(report.Reason, report.Person.DisplayName, report.At, report.Moment, report.Text)).ToListAsync(cancellationToken),
            Dependants = await dependants.FindAsync(row.Id, cancellationToken),
            LastNote = facts.Live.Note,
            LastAuthor = facts.Live.Author,
            LastChangeAt = facts.Live.CreatedAt,
            UnclaimedBy = facts is { ClaimedById: null, VerifierTeamId: { } team } && teams?.Contains(team) == true ? facts.Team : null,
            MayArchive = reader.Manages,
            Choices = await choices.ReadAsync(null, [], cancellationToken),
        };
    }
}
