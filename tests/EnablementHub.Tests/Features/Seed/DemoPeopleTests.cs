using EnablementHub.Features.People;
using EnablementHub.Features.Seed;
using EnablementHub.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Seed;

public sealed class DemoPeopleTests
{
    private const string Seeded = "seeded@demo.example";
    private const string Invited = "invited@demo.example";

    [Fact]
    public async Task WhoWasInvitedSince_StaysInvited_AndTheOthersGetTheNewPassword()
    {
        await using var hub = await TestHub.StartAsync();
        await AddAsync(hub, Seeded);
        var (first, _) = await PrepareAsync(hub, wanted: null);
        await AddAsync(hub, Invited);

        var (second, signIns) = await PrepareAsync(hub, wanted: "another-one");

        Assert.NotEqual(first, second);
        Assert.Equal([Seeded], signIns.Select(signIn => signIn.Email));
        await using var database = hub.OpenDatabase();
        Assert.Null((await database.Users.SingleAsync(person => person.Email == Invited)).PasswordHash);
    }

    [Fact]
    public async Task LaterStart_PrintsTheSamePassword()
    {
        await using var hub = await TestHub.StartAsync();
        await AddAsync(hub, Seeded);

        var (first, _) = await PrepareAsync(hub, wanted: null);
        var (second, _) = await PrepareAsync(hub, wanted: null);

        Assert.Equal(first, second);
    }

    private static async Task AddAsync(TestHub hub, string email)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        var added = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(new Person { UserName = email, Email = email, DisplayName = email });
        Assert.True(added.Succeeded, string.Join(' ', added.Errors.Select(error => error.Description)));
    }

    private static async Task<(string Password, IReadOnlyList<DemoSignIn> SignIns)> PrepareAsync(TestHub hub, string? wanted)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DemoPeople>().PrepareAsync(wanted, TestContext.Current.CancellationToken);
    }
}
