using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Links.Rewriting;

public enum RewriteState
{
    Running = 0,
    Done = 1,
    Undoing = 2,
    Undone = 3,
}

/// <summary>A rewriting of links: its rules, and the items that it changes one by one, each all or nothing.</summary>
public sealed class LinkRewrite
{
    public const int MaxTitleLength = 200;

    private readonly List<LinkRewriteRule> _rules = [];

    public int Id { get; private set; }

    /// <summary>What it is for, as a person reads it.</summary>
    public required string Title { get; init; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }
    public RewriteState State { get; set; }
    public IReadOnlyList<LinkRewriteRule> Rules => _rules;

    public void AddRules(IEnumerable<LinkRewriteRule> rules) => _rules.AddRange(rules);

    internal static void Map(EntityTypeBuilder<LinkRewrite> rewrite)
    {
        rewrite.Property(r => r.Title).HasMaxLength(MaxTitleLength);
        rewrite.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        rewrite.HasMany(r => r.Rules).WithOne().HasForeignKey(r => r.RewriteId).OnDelete(DeleteBehavior.Cascade);
        rewrite.HasIndex(r => r.State);
    }
}

/// <summary>Which links change, and what becomes of them: they lead to another item, section or address, or only their words stay.</summary>
public sealed class LinkRewriteRule
{
    public long Id { get; private set; }
    public int RewriteId { get; private set; }

    /// <summary>Links to this item, whatever moment or section of it they name.</summary>
    public int? FromItemId { get; init; }

    /// <summary>Only those to this section of it; empty: all.</summary>
    public string FromAnchor { get; init; } = "";

    /// <summary>Links to this address, for what isn't an item.</summary>
    public string? FromAddress { get; init; }

    public int? ToItemId { get; init; }
    public string ToAnchor { get; init; } = "";
    public string? ToAddress { get; init; }

    /// <summary>What is written where a link without words of its own stood.</summary>
    public string Words { get; init; } = "";

    public bool Removes => ToItemId is null && ToAddress is null;

    internal static void Map(EntityTypeBuilder<LinkRewriteRule> rule)
    {
        rule.Property(r => r.FromAnchor).HasMaxLength(VersionLink.MaxAnchorLength);
        rule.Property(r => r.ToAnchor).HasMaxLength(VersionLink.MaxAnchorLength);
        rule.Property(r => r.FromAddress).HasMaxLength(VersionLink.MaxAddressLength);
        rule.Property(r => r.ToAddress).HasMaxLength(VersionLink.MaxAddressLength);
        rule.Property(r => r.Words).HasMaxLength(VersionLink.MaxWordsLength);
    }
}

public enum RewrittenState
{
    Waiting = 0,
    Done = 1,

    /// <summary>Nothing was left to change, or it can't be changed by a machine: see the problem.</summary>
    Skipped = 2,
    Undone = 3,

    /// <summary>Somebody has changed it since.</summary>
    UndoSkipped = 4,
}

/// <summary>One item of a rewriting: what has become of it, and what it takes to undo that.</summary>
public sealed class RewrittenItem
{
    public const int MaxProblemLength = 500;

    public required int RewriteId { get; init; }
    public required int ItemId { get; init; }
    public RewrittenState State { get; set; }
    public int? LiveBefore { get; set; }
    public int? LiveAfter { get; set; }
    public int? PendingBefore { get; set; }
    public int? PendingAfter { get; set; }
    public int Links { get; set; }
    public string Problem { get; set; } = "";

    internal static void Map(EntityTypeBuilder<RewrittenItem> item)
    {
        item.HasKey(i => new { i.RewriteId, i.ItemId });
        item.Property(i => i.Problem).HasMaxLength(MaxProblemLength);
        item.HasIndex(i => new { i.RewriteId, i.State });
        item.HasIndex(i => i.ItemId);
        item.HasOne<LinkRewrite>().WithMany().HasForeignKey(i => i.RewriteId).OnDelete(DeleteBehavior.Cascade);
    }
}
