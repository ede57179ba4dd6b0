using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Training.Courses;
using EnablementHub.Features.Training.Live;
using EnablementHub.Features.Training.Tasks;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Mine;

public sealed record CatalogueTopic(string Value, string Label, int Count);

public sealed record CatalogueRow(int Id, LearningKind Kind, string Title, string Summary, string Href, int Minutes, DateTimeOffset? StartsAt = null);

/// <summary>A training video with what remains of it.</summary>
public sealed record VideoRow(ItemCard Card, SafeHtml Recap, SafeHtml CheatSheet);

public sealed record CataloguePage
{
    public required IReadOnlyList<CatalogueTopic> Topics { get; init; }

    /// <summary>The topic that was chosen; null: all.</summary>
    public required CatalogueTopic? Topic { get; init; }
    public required IReadOnlyList<CatalogueRow> Courses { get; init; }
    public required IReadOnlyList<VideoRow> Videos { get; init; }
    public required IReadOnlyList<CatalogueRow> Tasks { get; init; }
    public required IReadOnlyList<CatalogueRow> Quizzes { get; init; }
    public required IReadOnlyList<CatalogueRow> Sessions { get; init; }

    public bool IsEmpty => Courses.Count + Videos.Count + Tasks.Count + Quizzes.Count + Sessions.Count == 0;
}

/// <summary>What there is to learn, by topic. Each list is bounded; a topic makes it shorter.</summary>
public sealed class TrainingCatalogue(HubDbContext database, OrganisationClock clock)
{
    public const int MaxListed = 20;
    private const int MaxSummary = 200;

    public async Task<CataloguePage> ReadAsync(ItemReader reader, string? topic, CancellationToken cancellationToken)
    {
        var topics = await TopicsAsync(reader, cancellationToken);
        var chosen = topics.FirstOrDefault(one => one.Value == topic);
        var ids = chosen is null ? null : await database.FacetValues.AsNoTracking().Where(value => value.Group == TrainingTopic.Group && value.Value == chosen.Value).Select(value => (int?)value.Id).SingleAsync(cancellationToken);
        return new CataloguePage
        {
            Topics = topics,
            Topic = chosen,
            Courses = await CoursesAsync(ids, cancellationToken),
            Videos = await VideosAsync(reader, ids, cancellationToken),
            Tasks = await TasksAsync(ids, cancellationToken),
            Quizzes = await QuizzesAsync(chosen?.Value, cancellationToken),
            Sessions = await SessionsAsync(ids, cancellationToken),
        };
    }

    private IQueryable<Item> Videos(ItemReader reader) => database.Items.AsNoTracking().Where(item => item.Kind == ItemKind.TrainingVideo).InAudienceOf(reader).PublishedOn(reader.Today);

    private async Task<IReadOnlyList<CatalogueTopic>> TopicsAsync(ItemReader reader, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var counts = new Dictionary<int, int>();
        var videos = await Videos(reader).SelectMany(item => item.Facets).Where(facet => facet.FacetValue.Group == TrainingTopic.Group)
            .GroupBy(facet => facet.FacetValueId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var others = await database.TrainingTopics.AsNoTracking().Where(topic =>
                (topic.Kind == LearningKind.Course && database.Courses.Any(course => course.Id == topic.TargetId && course.State == TrainingState.Published))
                || ((topic.Kind == LearningKind.Exercise || topic.Kind == LearningKind.ExternalCourse) && database.TrainingTasks.Any(task => task.Id == topic.TargetId && task.Kind == topic.Kind && task.State == TrainingState.Published))
                || (topic.Kind == LearningKind.LiveSession && database.LiveSessions.Any(session => session.Id == topic.TargetId && session.CancelledAt == null && session.StartsAt > now)))
            .GroupBy(topic => topic.FacetValueId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var quizzes = await (
            from quiz in database.Quizzes.AsNoTracking()
            join value in database.FacetValues on quiz.Topic equals value.Value
            where quiz.State == QuizState.Published && value.Group == TrainingTopic.Group
            group quiz by value.Id into own
            select new { own.Key, Count = own.Count() }).ToListAsync(cancellationToken);
        foreach (var count in videos.Concat(others).Concat(quizzes)) counts[count.Key] = counts.GetValueOrDefault(count.Key) + count.Count;
        var ids = counts.Keys.ToList();
        var labels = await database.FacetValues.AsNoTracking().Where(value => ids.Contains(value.Id)).OrderBy(value => value.Position).ThenBy(value => value.Label)
            .Select(value => new { value.Id, value.Value, value.Label }).ToListAsync(cancellationToken);
        return [.. labels.Select(label => new CatalogueTopic(label.Value, label.Label, counts[label.Id]))];
    }

    private async Task<IReadOnlyList<CatalogueRow>> CoursesAsync(int? topic, CancellationToken cancellationToken)
    {
        var rows = await (
            from course in database.Courses.AsNoTracking()
            join version in database.CourseVersions on new { CourseId = course.Id, Number = course.LiveNumber } equals new { version.CourseId, Number = (int?)version.Number }
            where course.State == TrainingState.Published
                && (topic == null || database.TrainingTopics.Any(own => own.Kind == LearningKind.Course && own.TargetId == course.Id && own.FacetValueId == topic))
            orderby version.Title, course.Id
            select new { course.Id, version.Title, version.Summary }).Take(MaxListed).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new CatalogueRow(row.Id, LearningKind.Course, row.Title, Short(row.Summary), TrainingLinks.Course(row.Id), 0))];
    }

    private async Task<IReadOnlyList<VideoRow>> VideosAsync(ItemReader reader, int? topic, CancellationToken cancellationToken)
    {
        var items = Videos(reader).Where(item => topic == null || item.Facets.Any(facet => facet.FacetValueId == topic)).OrderByDescending(item => item.PublishedAt).ThenBy(item => item.Id).Take(MaxListed);
        var cards = await items.ToCards().ToListAsync(cancellationToken);
        var ids = cards.Select(card => card.Id).ToList();
        var rest = await (
            from version in database.ItemVersions.AsNoTracking()
            where ids.Contains(version.ItemId) && version.Number == version.Item.LiveNumber
            select new { version.ItemId, version.RecapHtml, version.CheatSheetHtml }).ToDictionaryAsync(version => version.ItemId, cancellationToken);
        return [.. cards.OrderByDescending(card => card.PublishedAt).ThenBy(card => card.Id).Select(card => new VideoRow(card, new SafeHtml(rest[card.Id].RecapHtml), new SafeHtml(rest[card.Id].CheatSheetHtml)))];
    }

    private async Task<IReadOnlyList<CatalogueRow>> TasksAsync(int? topic, CancellationToken cancellationToken)
    {
        var rows = await database.TrainingTasks.AsNoTracking()
            .Where(task => task.State == TrainingState.Published && (topic == null || database.TrainingTopics.Any(own => own.Kind == task.Kind && own.TargetId == task.Id && own.FacetValueId == topic)))
            .OrderByDescending(task => task.Kind).ThenBy(task => task.Title).ThenBy(task => task.Id).Take(MaxListed)
            .Select(task => new { task.Id, task.Kind, task.Title, task.Words, task.Minutes }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new CatalogueRow(row.Id, row.Kind, row.Title, Short(row.Words), TrainingLinks.Task(row.Id), row.Minutes))];
    }

    private async Task<IReadOnlyList<CatalogueRow>> QuizzesAsync(string? topic, CancellationToken cancellationToken)
    {
        var rows = await (
            from quiz in database.Quizzes.AsNoTracking()
            join version in database.QuizVersions on new { QuizId = quiz.Id, Number = quiz.LiveNumber } equals new { version.QuizId, Number = (int?)version.Number }
            where quiz.State == QuizState.Published && (topic == null || quiz.Topic == topic)
            orderby version.Title, quiz.Id
            select new { quiz.Id, version.Title, version.Intro, version.Minutes }).Take(MaxListed).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new CatalogueRow(row.Id, LearningKind.Quiz, row.Title, Short(row.Intro), QuizLinks.Quiz(row.Id), row.Minutes))];
    }

    private async Task<IReadOnlyList<CatalogueRow>> SessionsAsync(int? topic, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var rows = await database.LiveSessions.AsNoTracking()
            .Where(session => session.CancelledAt == null && session.StartsAt > now
                && (topic == null || database.TrainingTopics.Any(own => own.Kind == LearningKind.LiveSession && own.TargetId == session.Id && own.FacetValueId == topic)))
            .OrderBy(session => session.StartsAt).ThenBy(session => session.Id).Take(MaxListed)
            .Select(session => new { session.Id, session.Title, session.Words, session.Minutes, session.StartsAt }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new CatalogueRow(row.Id, LearningKind.LiveSession, row.Title, Short(row.Words), TrainingLinks.LiveSession(row.Id), row.Minutes, row.StartsAt))];
    }

    private static string Short(string text)
    {
        var line = TrainingWords.Line(text);
        if (line.Length <= MaxSummary) return line;
        var end = line.LastIndexOf(' ', MaxSummary);
        return line[..(end > 0 ? end : MaxSummary)] + "…";
    }
}
