using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training;

public sealed record TopicChoice(int Id, string Value, string Label);

/// <summary>The topics that authors choose from, and those that something has.</summary>
public sealed class TopicChoices(HubDbContext database)
{
    public async Task<IReadOnlyList<TopicChoice>> AllAsync(CancellationToken cancellationToken) => await database.FacetValues.AsNoTracking()
        .Where(value => value.Group == TrainingTopic.Group && !value.IsRetired).OrderBy(value => value.Position).ThenBy(value => value.Label)
        .Select(value => new TopicChoice(value.Id, value.Value, value.Label)).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<int>> OfAsync(LearningKey target, CancellationToken cancellationToken) => await database.TrainingTopics.AsNoTracking()
        .Where(topic => topic.Kind == target.Kind && topic.TargetId == target.Id).Select(topic => topic.FacetValueId).ToListAsync(cancellationToken);

    /// <summary>Within the caller's unit; what isn't a topic is refused.</summary>
    public async Task<FieldProblem?> SetAsync(LearningKey target, IReadOnlyCollection<int> wanted, CancellationToken cancellationToken)
    {
        if (wanted.Count > TrainingTopic.MaxTopics) return new("Topics", $"Choose at most {TrainingTopic.MaxTopics} topics.");
        if (await database.FacetValues.CountAsync(value => value.Group == TrainingTopic.Group && wanted.Contains(value.Id), cancellationToken) != wanted.Count)
            return new("Topics", "One of these topics is gone. Choose again.");
        var stored = await database.TrainingTopics.Where(topic => topic.Kind == target.Kind && topic.TargetId == target.Id).ToListAsync(cancellationToken);
        database.RemoveRange(stored.Where(topic => !wanted.Contains(topic.FacetValueId)));
        database.AddRange(wanted.Where(id => stored.TrueForAll(topic => topic.FacetValueId != id)).Select(id => new TrainingTopic { Kind = target.Kind, TargetId = target.Id, FacetValueId = id }));
        return null;
    }

    /// <summary>Numbers of ticked boxes; null where one is no number.</summary>
    public static IReadOnlyList<int>? Read(IReadOnlyCollection<string>? typed)
    {
        var numbers = (typed ?? []).Select(FormNumber.Read).ToList();
        return numbers.Contains(null) ? null : [.. numbers.OfType<int>().Distinct()];
    }
}
