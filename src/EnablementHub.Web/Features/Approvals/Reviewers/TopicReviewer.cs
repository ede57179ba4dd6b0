using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Approvals.Reviewers;

/// <summary>Somebody who is offered as a reviewer for everything about a topic.</summary>
public sealed class TopicReviewer
{
    public required int FacetValueId { get; init; }
    public FacetValue FacetValue { get; private set; } = null!;
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;

    internal static void Map(EntityTypeBuilder<TopicReviewer> reviewer)
    {
        reviewer.HasKey(r => new { r.FacetValueId, r.PersonId });
        reviewer.HasOne(r => r.FacetValue).WithMany().HasForeignKey(r => r.FacetValueId).OnDelete(DeleteBehavior.Cascade);
        reviewer.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        reviewer.HasIndex(r => r.PersonId);
    }
}
