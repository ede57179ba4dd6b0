using System.CommandLine;
using EnablementHub.Data;
using EnablementHub.Features.Sessions.Passwords;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People;

/// <summary><c>hub user add|list|disable|enable|reset-password|roles</c>, for operators: nobody has to be signed in.</summary>
public static class UserCommand
{
    public static Command Create() => new("user", "People of the hub, for operators.")
    {
        AddVerb(), ListVerb(), SwitchVerb("disable", "Close the hub to a person; sessions and tokens stop within five seconds.", disabled: true),
        SwitchVerb("enable", "Open the hub to a disabled person again.", disabled: false), ResetVerb(), RolesVerb(),
    };

    private static Command AddVerb()
    {
        var email = Email();
        var name = new Option<string>("--name") { Description = "How the person is called on pages.", HelpName = "N", Required = true };
        var role = new Option<string[]>("--role") { Description = $"One of {string.Join(", ", HubRoles.All)}; may be given several times (default rep).", HelpName = "ROLE", DefaultValueFactory = _ => [HubRoles.Rep] };
        var password = new Option<bool>("--password-stdin") { Description = "Read the first password from standard input instead of printing a link to choose one." };
        return Verb("add", "Add a person and print the link with which they choose a password.", [email, name, role, password], async (parsed, services, cancellationToken) =>
        {
            var first = parsed.GetValue(password) ? await Console.In.ReadLineAsync(cancellationToken) ?? "" : null;
            var details = new PersonDetails { Name = parsed.GetValue(name)!, Email = parsed.GetValue(email)!, Roles = [.. parsed.GetValue(role)!.Distinct(StringComparer.Ordinal)], TeamIds = [] };
            if (first is not null && PasswordRules.Refusal(first, details.Name, details.Email) is { } refusal) return await FailAsync(refusal);
            var outcome = await services.GetRequiredService<InvitePerson>().RunAsync(details, by: null, mail: false, cancellationToken);
            if (!outcome.IsDone) return await FailAsync(string.Join(' ', outcome.Refusals.Values));
            var person = (await services.GetRequiredService<UserManager<Person>>().FindByEmailAsync(details.Email.Trim()))!;
            if (first is not null) return await ReportAsync(await services.GetRequiredService<SetPassword>().RunAsync(person, first, by: null, keepKeyHash: null, cancellationToken), $"{person.Email} is added.");
            Console.WriteLine($"{person.Email} is added. The password is chosen here, within seven days:");
            Console.WriteLine(services.GetRequiredService<PasswordLinks>().Create(person, PasswordLinks.InvitationLifetime));
            return ExitCode.Done;
        });
    }

    private static Command ListVerb() =>
        Verb("list", "List everyone: e-mail, name, roles, state, separated by tabs.", [], async (_, services, cancellationToken) =>
        {
            var database = services.GetRequiredService<HubDbContext>();
            var roles = (await database.UserRoles.Join(database.Roles, link => link.RoleId, role => role.Id, (link, role) => new { link.UserId, role.Name }).ToListAsync(cancellationToken)).ToLookup(link => link.UserId, link => link.Name);
            await foreach (var person in database.Users.AsNoTracking().OrderBy(person => person.Email).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                var state = person.DisabledAt is not null ? "disabled" : person.PasswordHash is null ? "invited" : "active";
                Console.WriteLine($"{person.Email}\t{person.DisplayName}\t{string.Join(',', roles[person.Id])}\t{state}");
            }

            return ExitCode.Done;
        });

    private static Command SwitchVerb(string verb, string description, bool disabled)
    {
        var email = Email();
        return Verb(verb, description, [email], async (parsed, services, cancellationToken) =>
            await FindAsync(services, parsed.GetValue(email)!) is not { } person
                ? await NobodyAsync(parsed.GetValue(email)!)
                : await ReportAsync(await services.GetRequiredService<DisablePerson>().RunAsync(person.Id, disabled, by: null, cancellationToken), $"{person.Email} is {(disabled ? "disabled" : "enabled")}."));
    }

    private static Command ResetVerb()
    {
        var email = Email();
        return Verb("reset-password", "Print a link with which a person chooses a new password, valid once for 24 hours.", [email], async (parsed, services, cancellationToken) =>
        {
            if (await FindAsync(services, parsed.GetValue(email)!) is not { } person) return await NobodyAsync(parsed.GetValue(email)!);
            if (person.DisabledAt is not null) return await FailAsync($"{person.Email} is disabled. Enable them first: hub user enable {person.Email}");
            var database = services.GetRequiredService<HubDbContext>();
            database.Record(services.GetRequiredService<TimeProvider>().GetUtcNow(), null, "person.reset-printed", PersonAudit.Person, person.Id);
            await database.SaveChangesAsync(cancellationToken);
            Console.WriteLine(services.GetRequiredService<PasswordLinks>().Create(person, PasswordLinks.ResetLifetime));
            return ExitCode.Done;
        });
    }

    private static Command RolesVerb()
    {
        var email = Email();
        var set = new Argument<string[]>("roles") { Description = $"The roles from now on; of {string.Join(", ", HubRoles.All)}. Left out: print those they have.", Arity = ArgumentArity.ZeroOrMore };
        return Verb("roles", "Print or set a person's roles: hub user roles EMAIL lead rep", [email, set], async (parsed, services, cancellationToken) =>
        {
            if (await FindAsync(services, parsed.GetValue(email)!) is not { } person) return await NobodyAsync(parsed.GetValue(email)!);
            var page = (await services.GetRequiredService<PeopleQueries>().FindAsync(person.Id, cancellationToken))!.Form;
            if (parsed.GetValue(set) is not { Length: > 0 } wanted)
            {
                Console.WriteLine(string.Join(',', page.Roles));
                return ExitCode.Done;
            }

            var roles = wanted.Distinct(StringComparer.Ordinal).ToList();
            var details = new PersonDetails { Name = person.DisplayName, Email = person.Email!, Roles = roles, TeamIds = page.TeamIds, TimeZone = person.TimeZone, StartedOn = person.StartedOn };
            var outcome = await services.GetRequiredService<ChangePerson>().RunAsync(person.Id, details, by: null, cancellationToken);
            return await ReportAsync(outcome.IsDone ? null : string.Join(' ', outcome.Refusals.Values), $"{person.Email} now has: {string.Join(", ", roles)}.");
        });
    }

    private static Command Verb(string name, string description, IEnumerable<Symbol> parts, Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> work)
    {
        var (data, settings) = (HubVerbs.DataOption(), HubVerbs.SettingOption());
        var command = new Command(name, description) { data, settings };
        foreach (var part in parts)
        {
            if (part is Option option) command.Add(option);
            else if (part is Argument argument) command.Add(argument);
        }

        command.SetAction((parsed, cancellationToken) => HubTools.RunAsync(
            new HubArguments { Data = parsed.GetValue(data)!, Settings = parsed.GetValue(settings)! },
            (services, _) => work(parsed, services, cancellationToken), cancellationToken, mayCreate: name == "add"));
        return command;
    }

    private static Argument<string> Email() => new("email") { Description = "The person's e-mail address." };

    private static Task<Person?> FindAsync(IServiceProvider services, string email) => services.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email.Trim());

    private static Task<int> NobodyAsync(string email) => FailAsync($"there is nobody with the e-mail address {email}. See hub user list.");

    private static async Task<int> ReportAsync(string? refusal, string done)
    {
        if (refusal is not null) return await FailAsync(refusal);
        Console.WriteLine(done);
        return ExitCode.Done;
    }

    private static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync($"hub: {sentence}");
        return ExitCode.Failed;
    }
}
