using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Notifications.Following;

/// <summary>Somebody wants to hear of an item's changes, of what is new in a topic, or of what is new for a search.</summary>
public sealed class Follow
{
    public const int MaxKeyLength = 80;

    /// <summary>Longest address of a search that can be followed.</summary>
    public const int MaxSearchLength = 1_000;

    private Follow()
    {
    }

    public long Id { get; private set; }
    public int PersonId { get; private set; }

    /// <summary>What is followed, once a person.</summary>
    public string Key { get; private set; } = "";

    public int? ItemId { get; private set; }

    /// <summary>A topic, or a value of any other facet.</summary>
    public int? FacetValueId { get; private set; }

    /// <summary>Address of the search page with its words and filters.</summary>
    public string? Search { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static Follow Item(int personId, int itemId, DateTimeOffset now) => new() { PersonId = personId, Key = KeyOfItem(itemId), ItemId = itemId, CreatedAt = now };

    public static Follow FacetValue(int personId, int valueId, DateTimeOffset now) => new() { PersonId = personId, Key = KeyOfFacetValue(valueId), FacetValueId = valueId, CreatedAt = now };

    public static Follow SavedSearch(int personId, string address, DateTimeOffset now) => new() { PersonId = personId, Key = KeyOfSearch(address), Search = address, CreatedAt = now };

    public static string KeyOfItem(int itemId) => string.Create(CultureInfo.InvariantCulture, $"item:{itemId}");

    public static string KeyOfFacetValue(int valueId) => string.Create(CultureInfo.InvariantCulture, $"facet:{valueId}");

    /// <summary>Short enough for an index, whatever the search's length.</summary>
    public static string KeyOfSearch(string address) => "search:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));

    internal static void Map(EntityTypeBuilder<Follow> follow)
    {
        follow.Property(f => f.Key).HasMaxLength(MaxKeyLength);
        follow.Property(f => f.Search).HasMaxLength(MaxSearchLength);
        follow.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Cascade);
        follow.HasOne<Item>().WithMany().HasForeignKey(f => f.ItemId).OnDelete(DeleteBehavior.Cascade);
        follow.HasOne<FacetValue>().WithMany().HasForeignKey(f => f.FacetValueId).OnDelete(DeleteBehavior.Cascade);
        follow.HasIndex(f => new { f.PersonId, f.Key }).IsUnique();

        // By key, all who follow one thing are found.
        follow.HasIndex(f => f.Key);

        // The searches, which are gone through as a whole.
        follow.HasIndex(f => f.PersonId, "IX_Follows_Searches").HasFilter("Search IS NOT NULL");
    }
}
