using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Onboarding.Offers;

public enum OfferKind
{
    /// <summary>The template has a step that the copy lacks.</summary>
    Added = 1,
    Changed = 2,

    /// <summary>The copy has a step that the template no longer has.</summary>
    Removed = 3,
}

/// <summary>A change of a template that somebody took over into a running copy, or decided to leave out. What was decided isn't offered again until the template's step changes once more.</summary>
public sealed class ChecklistOffer
{
    public const int MaxDetailLength = 500;

    public int Id { get; private set; }
    public required int ChecklistId { get; init; }
    public required int TemplateStepId { get; init; }

    /// <summary>The template's version when it was decided.</summary>
    public required int TemplateVersion { get; init; }
    public required OfferKind Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>What changed, in words.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Names what was offered, so that the same isn't offered again.</summary>
    public required string Fingerprint { get; init; }
    public required bool IsTaken { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public required int DecidedById { get; init; }
    public Person DecidedBy { get; private set; } = null!;

    internal static void Map(EntityTypeBuilder<ChecklistOffer> offer)
    {
        offer.Property(o => o.Title).HasMaxLength(StepContent.MaxTitleLength);
        offer.Property(o => o.Detail).HasMaxLength(MaxDetailLength);
        offer.Property(o => o.Fingerprint).HasMaxLength(64);
        offer.HasOne<Checklist>().WithMany().HasForeignKey(o => o.ChecklistId).OnDelete(DeleteBehavior.Cascade);
        offer.HasOne(o => o.DecidedBy).WithMany().HasForeignKey(o => o.DecidedById).OnDelete(DeleteBehavior.Restrict);
        offer.HasIndex(o => new { o.ChecklistId, o.TemplateStepId });
    }
}
