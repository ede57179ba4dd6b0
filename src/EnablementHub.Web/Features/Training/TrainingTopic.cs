using EnablementHub.Features.Learning;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Training;

/// <summary>What something to learn is about, for everything that isn't an item of the library; items carry their own facets.</summary>
public sealed class TrainingTopic
{
    public const string Group = "topic";
    public const int MaxTopics = 10;

    public required LearningKind Kind { get; init; }
    public required int TargetId { get; init; }
    public required int FacetValueId { get; init; }
    public FacetValue FacetValue { get; private set; } = null!;

    internal static void Map(EntityTypeBuilder<TrainingTopic> topic)
    {
        topic.HasKey(t => new { t.Kind, t.TargetId, t.FacetValueId });
        topic.HasOne(t => t.FacetValue).WithMany().HasForeignKey(t => t.FacetValueId).OnDelete(DeleteBehavior.Cascade);
        topic.HasIndex(t => t.FacetValueId);
    }
}
