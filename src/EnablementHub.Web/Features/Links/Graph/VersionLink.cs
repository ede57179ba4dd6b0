using System.Security.Cryptography;
using System.Text;
using EnablementHub.Features.Library;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Links.Graph;

/// <summary>The field of a version in which a link stands.</summary>
public enum LinkPlace
{
    Body = 0,
    Recap = 1,
    CheatSheet = 2,
    Summary = 3,
    Context = 4,
    Address = 5,
}

public enum LinkKind
{
    Item = 0,

    /// <summary>A second, or a span of seconds, of an item.</summary>
    Moment = 1,

    /// <summary>A heading of an item; without an item: of the text itself.</summary>
    Section = 2,
    Media = 3,

    /// <summary>Any other page of the hub.</summary>
    HubPage = 4,
    External = 5,
}

/// <summary>A link of one version, written in the same unit as the version. The target is no foreign key: a text may name what no longer exists.</summary>
public sealed class VersionLink
{
    public const int MaxWordsLength = 200;
    public const int MaxAnchorLength = 100;
    public const int MaxAddressLength = 2000;
    public const int KeyLength = 43;

    public long Id { get; private set; }
    public int VersionId { get; private set; }
    public required LinkPlace Place { get; init; }

    /// <summary>First character in the place's text, and how many belong to the link.</summary>
    public required int Start { get; init; }
    public required int Length { get; init; }

    /// <summary>Counted from 1.</summary>
    public required int Line { get; init; }
    public required LinkKind Kind { get; init; }
    public required bool IsEmbed { get; init; }
    public int? TargetItemId { get; init; }
    public double? StartSeconds { get; init; }
    public double? EndSeconds { get; init; }

    /// <summary>Of the heading, without its number sign; empty for none.</summary>
    public string Anchor { get; init; } = "";

    public required string Address { get; init; }

    /// <summary>Short and equal for equal addresses, for what isn't an item; null for items.</summary>
    public string? AddressKey { get; init; }

    /// <summary>What a reader sees of it.</summary>
    public required string Words { get; init; }

    public static string KeyOf(string address) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(address))).TrimEnd('=');

    internal static void Map(EntityTypeBuilder<VersionLink> link)
    {
        link.Property(l => l.Anchor).HasMaxLength(MaxAnchorLength);
        link.Property(l => l.Address).HasMaxLength(MaxAddressLength);
        link.Property(l => l.AddressKey).HasMaxLength(KeyLength);
        link.Property(l => l.Words).HasMaxLength(MaxWordsLength);
        link.HasIndex(l => new { l.TargetItemId, l.VersionId });
        link.HasIndex(l => l.AddressKey);
        link.HasOne<ItemVersion>().WithMany(v => v.Links).HasForeignKey(l => l.VersionId);
    }
}

public static class LinkWords
{
    public static string Label(this LinkPlace place) => place switch
    {
        LinkPlace.Body => "Text",
        LinkPlace.Recap => "Recap",
        LinkPlace.CheatSheet => "Cheat sheet",
        LinkPlace.Summary => "Summary",
        LinkPlace.Context => "What happened before",
        _ => "Web address",
    };
}
