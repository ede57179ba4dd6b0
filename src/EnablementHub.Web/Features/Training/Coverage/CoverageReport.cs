using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Quizzes;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Coverage;

/// <summary>In which ways a topic can be learned (FIELD, Words: a topic should exist in more than one format).</summary>
public enum TrainingFormat
{
    Video,
    Text,
    Exercise,
    Quiz,
}

/// <param name="Counts">A number for each format, in their order.</param>
public sealed record CoverageRow(string Value, string Label, IReadOnlyList<int> Counts)
{
    public int Gaps => Counts.Count(count => count == 0);

    public int Of(TrainingFormat format) => Counts[(int)format];
}

public sealed record CoveragePage(IReadOnlyList<CoverageRow> Rows)
{
    public static readonly IReadOnlyList<TrainingFormat> Formats = Enum.GetValues<TrainingFormat>();

    public int Complete => Rows.Count(row => row.Gaps == 0);

    /// <summary>Exists in one format at most.</summary>
    public int Thin => Rows.Count(row => row.Gaps >= Formats.Count - 1);
}

/// <summary>Counts what is published by topic and format: a question a format, whatever the number of topics.</summary>
public sealed class CoverageReport(HubDbContext database, OrganisationClock clock)
{
    private static readonly ItemKind[] Videos = [ItemKind.TrainingVideo, ItemKind.Clip];
    private static readonly ItemKind[] Texts = [ItemKind.Playbook, ItemKind.Template, ItemKind.Document];

    /// <summary>Topics with the most gaps first.</summary>
    public async Task<CoveragePage> ReadAsync(CancellationToken cancellationToken)
    {
        var topics = await database.FacetValues.AsNoTracking().Where(value => value.Group == TrainingTopic.Group && !value.IsRetired).OrderBy(value => value.Position).ThenBy(value => value.Label)
            .Select(value => new { value.Id, value.Value, value.Label }).ToListAsync(cancellationToken);
        IReadOnlyList<IReadOnlyDictionary<int, int>> counts =
        [
            await ItemsAsync(Videos, cancellationToken),
            await ItemsAsync(Texts, cancellationToken),
            await ExercisesAsync(cancellationToken),
            await QuizzesAsync(cancellationToken),
        ];
        var rows = topics.Select(topic => new CoverageRow(topic.Value, topic.Label, [.. counts.Select(count => count.GetValueOrDefault(topic.Id))]));
        return new CoveragePage([.. rows.OrderByDescending(row => row.Gaps)]);
    }

    private async Task<IReadOnlyDictionary<int, int>> ItemsAsync(ItemKind[] kinds, CancellationToken cancellationToken) => await database.Items.AsNoTracking()
        .PublishedOn(clock.Today).Where(item => kinds.Contains(item.Kind))
        .SelectMany(item => item.Facets).Where(facet => facet.FacetValue.Group == TrainingTopic.Group)
        .GroupBy(facet => facet.FacetValueId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);

    private async Task<IReadOnlyDictionary<int, int>> ExercisesAsync(CancellationToken cancellationToken) => await database.TrainingTopics.AsNoTracking()
        .Where(topic => topic.Kind == LearningKind.Exercise && database.TrainingTasks.Any(task => task.Id == topic.TargetId && task.State == TrainingState.Published))
        .GroupBy(topic => topic.FacetValueId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);

    private async Task<IReadOnlyDictionary<int, int>> QuizzesAsync(CancellationToken cancellationToken) => await (
        from quiz in database.Quizzes.AsNoTracking()
        join value in database.FacetValues on quiz.Topic equals value.Value
        where quiz.State == QuizState.Published && value.Group == TrainingTopic.Group
        group quiz by value.Id into quizzes
        select new { quizzes.Key, Count = quizzes.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
}
