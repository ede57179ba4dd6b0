using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Search.Golden;

/// <summary>A question, and the item that a lead wants among its first three answers (FIELD, Search).</summary>
public sealed class GoldenQuery
{
    public const int MaxTextLength = 200;

    /// <summary>All are asked in one go and shown on one page; what more would tell nobody reads.</summary>
    public const int Most = 300;

    public int Id { get; private set; }
    public required string Text { get; init; }
    public required int ItemId { get; set; }
    public required int AddedById { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>When it was last asked; null: never.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>The item's place then, counted from 1; null: it wasn't on the first page.</summary>
    public int? Place { get; private set; }

    /// <summary>The first items found then, the best first, as their numbers between commas.</summary>
    public string Found { get; private set; } = "";

    public IReadOnlyList<int> FoundIds => [.. Found.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    public void Note(IReadOnlyList<int> found, int shown, DateTimeOffset now)
    {
        AskedAt = now;
        var before = found.TakeWhile(id => id != ItemId).Count();
        Place = before < found.Count ? before + 1 : null;
        Found = string.Join(',', found.Take(shown));
    }

    internal static void Map(EntityTypeBuilder<GoldenQuery> query)
    {
        query.ToTable("GoldenQueries");
        query.Property(q => q.Text).HasMaxLength(MaxTextLength);
        query.Property(q => q.Found).HasMaxLength(100);
        query.HasIndex(q => new { q.Text, q.ItemId }).IsUnique();
        query.HasOne<Item>().WithMany().HasForeignKey(q => q.ItemId).OnDelete(DeleteBehavior.Cascade);
        query.HasOne<Person>().WithMany().HasForeignKey(q => q.AddedById).OnDelete(DeleteBehavior.Restrict);
    }
}
