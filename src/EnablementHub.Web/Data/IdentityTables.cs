using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Data;

/// <summary>Names and lengths of the framework's own tables.</summary>
internal static class IdentityTables
{
    /// <summary>Two of them make a key, and SQL Server's keys end at 900 bytes.</summary>
    private const int MaxIdentityKeyLength = 200;

    public static void Map(ModelBuilder builder)
    {
        builder.Entity<IdentityRole<int>>().ToTable("Roles");
        builder.Entity<IdentityUserRole<int>>().ToTable("PersonRoles");
        builder.Entity<IdentityUserClaim<int>>().ToTable("PersonClaims");
        builder.Entity<IdentityUserLogin<int>>(login =>
        {
            login.ToTable("PersonLogins");
            login.Property(l => l.LoginProvider).HasMaxLength(MaxIdentityKeyLength);
            login.Property(l => l.ProviderKey).HasMaxLength(MaxIdentityKeyLength);
        });
        builder.Entity<IdentityUserToken<int>>(token =>
        {
            token.ToTable("PersonTokens");
            token.Property(t => t.LoginProvider).HasMaxLength(MaxIdentityKeyLength);
            token.Property(t => t.Name).HasMaxLength(MaxIdentityKeyLength);
        });
        builder.Entity<IdentityRoleClaim<int>>().ToTable("RoleClaims");
    }
}
