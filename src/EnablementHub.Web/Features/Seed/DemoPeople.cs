using System.Security.Cryptography;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Seed;

/// <summary>A demo sign-in as it is printed at start.</summary>
public sealed record DemoSignIn(string Email, string Name);

/// <summary>
/// Gives the seed's people of <c>demo.example</c> one password. They exist only on a hub that was served with
/// <c>--demo</c>; the password is kept protected, so that every later start can print it again.
/// </summary>
public sealed class DemoPeople(HubDbContext database, UserManager<Person> manager, IDataProtectionProvider protection)
{
    private const string Domain = "@demo.example";
    private const string PasswordSetting = "demo.password";

    // No letters and digits that are mistaken for each other: it's read from a screen.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private readonly IDataProtector _protector = protection.CreateProtector("EnablementHub.Seed.DemoPassword.v1");

    /// <returns>The password and who may use it.</returns>
    public async Task<(string Password, IReadOnlyList<DemoSignIn> SignIns)> PrepareAsync(string? wantedPassword, CancellationToken cancellationToken)
    {
        var setting = await database.StoredSettings.SingleOrDefaultAsync(s => s.Name == PasswordSetting, cancellationToken);
        var current = setting is null ? null : Reveal(setting.Value);
        var password = wantedPassword ?? current ?? MakeUp();
        var people = await database.Users.Where(person => person.Email!.EndsWith(Domain)).OrderBy(person => person.Id).ToListAsync(cancellationToken);

        // Whom an administrator invites later answers the invitation, under whatever address.
        var demo = people.FindAll(person => setting is null || person.PasswordHash is not null);
        if (password != current)
        {
            foreach (var person in demo)
            {
                // The operator chose it for a demo, so the rules for people's own passwords don't apply.
                person.PasswordHash = manager.PasswordHasher.HashPassword(person, password);
                person.SecurityStamp = Guid.NewGuid().ToString("N");
            }

            if (setting is null) database.Add(setting = new StoredSetting { Name = PasswordSetting, Value = "" });
            setting.Value = _protector.Protect(password);
            await database.SaveChangesAsync(cancellationToken);
        }

        return (password, [.. demo.Select(person => new DemoSignIn(person.Email!, person.DisplayName))]);
    }

    private string? Reveal(string kept)
    {
        try
        {
            return _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null; // The keys were replaced: a new password is made.
        }
    }

    private static string MakeUp() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
