using System.Security.Cryptography;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Features.Sessions.Passwords;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Sessions;

/// <summary>
/// The way into a hub without people: a link that whoever starts the server reads from its output. There is no default
/// administrator and no default password. Only the link's hash is kept; each start replaces it.
/// </summary>
public sealed class SetUpLink(IDbContextFactory<HubDbContext> databases, IServiceScopeFactory scopes, TimeProvider time)
{
    public const string Path = "/set-up";
    private const string SettingName = "set-up-link";

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
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var hash = DatabaseTicketStore.Hash(token);
        await database.InUnitAsync(
            async stop =>
            {
                if (await database.StoredSettings.FindAsync([SettingName], stop) is { } setting) setting.Value = hash;
                else database.StoredSettings.Add(new StoredSetting { Name = SettingName, Value = hash });
                await database.SaveChangesAsync(stop);
            },
            cancellationToken);
        return $"{baseUrl.TrimEnd('/')}{Path}?token={token}";
    }

    public async Task<bool> IsNeededAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return !await database.Users.AnyAsync(cancellationToken);
    }

    public async Task<bool> IsOpenAsync(string? token, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 200) return false;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var hash = DatabaseTicketStore.Hash(token);
        return await database.StoredSettings.AnyAsync(setting => setting.Name == SettingName && setting.Value == hash, cancellationToken)
            && !await database.Users.AnyAsync(cancellationToken);
    }

    /// <summary>Creates the first administrator and uses the link up, in one transaction.</summary>
    public async Task<(Person? Person, string? Refusal)> UseAsync(string token, string name, string email, string password, CancellationToken cancellationToken)
    {
        if (PasswordRules.Refusal(password, name, email) is { } refusal) return (null, refusal);
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        return await database.InUnitAsync(
            stop => CreateFirstAsync(database, people, new Person { DisplayName = name, Email = email, UserName = email, CreatedAt = time.GetUtcNow() }, token, password, stop),
            outcome => outcome.Refusal is null,
            cancellationToken);
    }

    private async Task<(Person? Person, string? Refusal)> CreateFirstAsync(HubDbContext database, UserManager<Person> people, Person person, string token, string password, CancellationToken cancellationToken)
    {
        var hash = DatabaseTicketStore.Hash(token);
        var used = await database.StoredSettings.Where(setting => setting.Name == SettingName && setting.Value == hash).ExecuteDeleteAsync(cancellationToken);
        if (used == 0 || await database.Users.AnyAsync(cancellationToken)) return (null, SetUpController.DeadLink);
        var created = await people.CreateAsync(person, password);
        if (created.Succeeded) created = await people.AddToRoleAsync(person, HubRoles.Administrator);
        if (!created.Succeeded) return (null, string.Join(' ', created.Errors.Select(error => error.Description)));
        database.Record(time.GetUtcNow(), person.Id, "person.first-administrator", PersonAudit.Person, person.Id);
        await database.SaveChangesAsync(cancellationToken);
        return (person, null);
    }
}
