using System.CommandLine;
using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Tokens;

/// <summary><c>hub token create|list|revoke</c></summary>
public static class TokenCommand
{
    public static Command Create() => new("token", "API tokens for scripts and other systems.") { CreateVerb(), ListVerb(), RevokeVerb() };

    private static Command CreateVerb()
    {
        var (data, settings) = (HubVerbs.DataOption(), HubVerbs.SettingOption());
        var user = new Option<string>("--user") { Description = "E-mail address of the person for whom the token acts.", HelpName = "EMAIL", Required = true };
        var scope = new Option<string>("--scope") { Description = "read sends only safe requests, write changes content, admin manages people too; never more than the person's roles allow.", Required = true };
        scope.AcceptOnlyFromAmong(TokenScopes.Read, TokenScopes.Write, TokenScopes.Admin);
        var name = new Option<string>("--name") { Description = "What uses it (default \"command line\").", HelpName = "N", DefaultValueFactory = _ => "command line" };
        var days = new Option<int?>("--days") { Description = "Days until it expires; left out: never.", HelpName = "DAYS" };
        var quiet = new Option<bool>("--quiet") { Description = "Print the token alone." };
        var command = new Command("create", "Create a token and print it, this one time.") { user, scope, name, days, quiet, data, settings };
        command.SetAction((parsed, cancellationToken) => Open(parsed.GetValue(data)!, parsed.GetValue(settings)!, async services =>
        {
            if (await FindAsync(services, parsed.GetValue(user)!) is not { } person) return await FailAsync($"there is nobody with the e-mail address {parsed.GetValue(user)}.");
            if (person.DisabledAt is not null) return await FailAsync($"{person.Email} is disabled; a token of theirs would open nothing. Enable them first: hub user enable {person.Email}");
            var request = new TokenRequest { PersonId = person.Id, Name = parsed.GetValue(name), Scope = parsed.GetValue(scope), DaysToLive = parsed.GetValue(days) };
            var outcome = await services.GetRequiredService<CreateToken>().RunAsync(request, cancellationToken);
            if (outcome.Token is null) return await FailAsync(outcome.Refusal!);
            if (!parsed.GetValue(quiet)) Console.WriteLine($"This {request.Scope} token acts as {person.DisplayName}. It is shown this one time:");
            Console.WriteLine(outcome.Token);
            return ExitCode.Done;
        }, cancellationToken));
        return command;
    }

    private static Command ListVerb()
    {
        var (data, settings) = (HubVerbs.DataOption(), HubVerbs.SettingOption());
        var user = new Option<string?>("--user") { Description = "Only this person's tokens.", HelpName = "EMAIL" };
        var command = new Command("list", "List the tokens that are not revoked: number, person, scope, last use, expiry, name.") { user, data, settings };
        command.SetAction((parsed, cancellationToken) => Open(parsed.GetValue(data)!, parsed.GetValue(settings)!, async services =>
        {
            var tokens = services.GetRequiredService<HubDbContext>().ApiTokens.AsNoTracking().Where(token => token.RevokedAt == null);
            if (parsed.GetValue(user) is { } email)
            {
                if (await FindAsync(services, email) is not { } person) return await FailAsync($"there is nobody with the e-mail address {email}.");
                tokens = tokens.Where(token => token.PersonId == person.Id);
            }

            foreach (var token in await tokens.OrderBy(token => token.Id).Select(token => new { token.Id, token.Person.Email, token.Scope, token.LastUsedAt, token.ExpiresAt, token.Name }).ToListAsync(cancellationToken))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{token.Id}\t{token.Email}\t{TokenAccess.ScopeName(token.Scope)}\t{Day(token.LastUsedAt)}\t{Day(token.ExpiresAt)}\t{token.Name}"));
            return ExitCode.Done;
        }, cancellationToken));
        return command;
    }

    private static Command RevokeVerb()
    {
        var (data, settings) = (HubVerbs.DataOption(), HubVerbs.SettingOption());
        var number = new Argument<int>("number") { Description = "The token's number, as hub token list shows it." };
        var command = new Command("revoke", "End a token.") { number, data, settings };
        command.SetAction((parsed, cancellationToken) => Open(parsed.GetValue(data)!, parsed.GetValue(settings)!, async services =>
        {
            if (!await services.GetRequiredService<RevokeToken>().RunAsync(parsed.GetValue(number), ofPerson: null, by: null, cancellationToken))
                return await FailAsync($"there is no living token with the number {parsed.GetValue(number)}. See hub token list.");
            Console.WriteLine($"Token {parsed.GetValue(number)} is revoked; a running server refuses it within five seconds.");
            return ExitCode.Done;
        }, cancellationToken));
        return command;
    }

    private static Task<int> Open(string data, string[] settings, Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken) =>
        HubTools.RunAsync(new HubArguments { Data = data, Settings = settings }, (services, _) => work(services), cancellationToken);

    private static Task<Person?> FindAsync(IServiceProvider services, string email) => services.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email.Trim());

    private static string Day(DateTimeOffset? at) => at is { } moment ? moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "never";

    private static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync($"hub: {sentence}");
        return ExitCode.Failed;
    }
}
