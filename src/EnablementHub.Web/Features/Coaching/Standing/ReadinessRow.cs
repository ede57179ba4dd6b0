using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Coaching.Standing;

/// <summary>
/// How somebody stands, as a job last reckoned it: the board is ordered and narrowed by these rows, while what it shows of the
/// people on a page is reckoned anew.
/// </summary>
public sealed class ReadinessRow
{
    private const int MaxProblems = 9_999;

    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;

    /// <summary>Sells, and has an account that works: only they stand on the board.</summary>
    public bool IsActive { get; private set; }

    /// <summary>0 to 100; null: nothing is asked of them.</summary>
    public int? Percent { get; private set; }

    /// <summary>What is past its day: training, certificates, steps of onboarding.</summary>
    public int Overdue { get; private set; }

    /// <summary>Certificates that can be renewed now and end soon.</summary>
    public int Expiring { get; private set; }

    /// <summary>Ascending: who has the most problems, and of those who is the least ready.</summary>
    public int Place { get; private set; }

    /// <summary>The first day on which they had everything, or their onboarding done; null: not yet.</summary>
    public DateOnly? ReadyOn { get; private set; }

    /// <summary>The day that it was reckoned for: what is due moves with the days.</summary>
    public DateOnly ReckonedOn { get; private set; }

    public void Set(bool isActive, int? percent, int overdue, int overdueMandatory, int expiring, DateOnly? readyOn, DateOnly today)
    {
        (IsActive, Percent, Overdue, Expiring, ReckonedOn) = (isActive, percent, overdue, expiring, today);
        if (readyOn is { } day && (ReadyOn is null || day < ReadyOn)) ReadyOn = day;
        var problems = Math.Min(MaxProblems, (overdueMandatory * 100) + (overdue * 10) + expiring);
        Place = ((MaxProblems - problems) * 102) + (percent ?? 101);
    }

    internal static void Map(EntityTypeBuilder<ReadinessRow> row)
    {
        row.ToTable("ReadinessRows");
        row.HasKey(r => r.PersonId);
        row.Property(r => r.PersonId).ValueGeneratedNever();
        row.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        row.HasIndex(r => new { r.IsActive, r.Place, r.PersonId });
        row.HasIndex(r => new { r.IsActive, r.Overdue });
        row.HasIndex(r => new { r.IsActive, r.Expiring });
        row.HasIndex(r => r.ReckonedOn);
    }
}
