using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Features.Sessions.Passwords;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Sessions;

/// <summary>
/// The way into a hub without people: a link that whoever starts the server reads from its output. There is no default
/// administrator and no default password. The database holds one number, and a link is that number sealed with the nodes'
/// keys: so of several nodes that start together each prints a link, all of them work, and the first one used ends them all.
/// </summary>
public sealed class SetUpLink(IDbContextFactory<HubDbContext> databases, IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider time)
{
    public const string Path = "/set-up";
    private const string SettingName = "set-up-link";

    /// <summary>Logs are kept for long; the next start prints another link.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private readonly IDataProtector _protector = protection.CreateProtector("EnablementHub.SetUpLink.v1");

    /// <summary>Prints the link when the hub has no people. To be called once the server listens.</summary>
    public async Task PrintIfNeededAsync(string baseUrl, CancellationToken cancellationToken = default)
    {
        if (await CreateIfNeededAsync(baseUrl, cancellationToken) is not { } link) return;
        Console.WriteLine("This hub has no people yet. Create its first administrator with this link; it works once:");
        Console.WriteLine($"  {link}");
    }

    /// <summary>A new link, or null when the hub has people.</summary>
    public async Task<string?> CreateIfNeededAsync(string baseUrl, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Users.AnyAsync(cancellationToken)) return null;
        var number = "";
        await database.InUnitAsync(
            async stop =>
            {
                if (await database.StoredSettings.FindAsync([SettingName], stop) is not { } setting)
                {
                    setting = new StoredSetting { Name = SettingName, Value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)) };
                    database.StoredSettings.Add(setting);
                    await database.SaveChangesAsync(stop);
                }

                number = setting.Value;
            },
            cancellationToken);
        var sealedNumber = _protector.Protect(Encoding.UTF8.GetBytes($"{number}|{(time.GetUtcNow() + Lifetime).UtcTicks.ToString(CultureInfo.InvariantCulture)}"));
        return $"{baseUrl.TrimEnd('/')}{Path}?token={WebEncoders.Base64UrlEncode(sealedNumber)}";
    }

    public async Task<bool> IsNeededAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return !await database.Users.AnyAsync(cancellationToken);
    }

    public async Task<bool> IsOpenAsync(string? token, CancellationToken cancellationToken)
    {
        if (NumberIn(token) is not { } number) return false;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.StoredSettings.AnyAsync(setting => setting.Name == SettingName && setting.Value == number, cancellationToken)
            && !await database.Users.AnyAsync(cancellationToken);
    }

    /// <summary>Creates the first administrator and uses the link up, in one transaction.</summary>
    public async Task<(Person? Person, string? Refusal)> UseAsync(string token, string name, string email, string password, CancellationToken cancellationToken)
    {
        if (PasswordRules.Refusal(password, name, email) is { } refusal) return (null, refusal);
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();

        // Takes its time on purpose, during which nobody else could write.
        var hash = people.PasswordHasher.HashPassword(new Person { DisplayName = name }, password);
        return await database.InUnitAsync(
            stop => CreateFirstAsync(database, people, new Person { DisplayName = name, Email = email, UserName = email, PasswordHash = hash, CreatedAt = time.GetUtcNow() }, token, stop),
            outcome => outcome.Refusal is null,
            cancellationToken);
    }

    private async Task<(Person? Person, string? Refusal)> CreateFirstAsync(HubDbContext database, UserManager<Person> people, Person person, string token, CancellationToken cancellationToken)
    {
        var number = NumberIn(token);
        var used = await database.StoredSettings.Where(setting => setting.Name == SettingName && setting.Value == number).ExecuteDeleteAsync(cancellationToken);
        if (used == 0 || await database.Users.AnyAsync(cancellationToken)) return (null, SetUpController.DeadLink);
        var created = await people.CreateAsync(person);
        if (created.Succeeded) created = await people.AddToRoleAsync(person, HubRoles.Administrator);
        if (!created.Succeeded) return (null, string.Join(' ', created.Errors.Select(error => error.Description)));
        database.Record(time.GetUtcNow(), person.Id, "person.first-administrator", PersonAudit.Person, person.Id);
        await database.SaveChangesAsync(cancellationToken);
        return (person, null);
    }

    /// <summary>Null when the token is forged, cut off or too old.</summary>
    private string? NumberIn(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 1_000) return null;
        try
        {
            var parts = Encoding.UTF8.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(token))).Split('|');
            return new DateTimeOffset(long.Parse(parts[1], CultureInfo.InvariantCulture), TimeSpan.Zero) > time.GetUtcNow() ? parts[0] : null;
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
