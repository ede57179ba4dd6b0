using System.Data.Common;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Training;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Coaching.Board;

public sealed class TeamBoardManyTests
{
    [Fact]
    public async Task Questions_AreAsMany_ForThirtyPeopleAsForThree()
    {
        var counter = new Counter();
        await using var hub = await TestHub.StartAsync(replace: services => services.AddSingleton<IInterceptor>(counter));
        var items = new List<EnablementHub.Features.Library.Item>();
        for (var number = 0; number < 4; number++) items.Add(await TestData.In(hub).Playbook($"Requirement {number}").Saying("x").PublishedAsync());
        using var lead = await hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var few = await CountAsync(hub, lead, counter, items, 3);
        var many = await CountAsync(hub, lead, counter, items, 30);
        Assert.Equal(few, many);
        Assert.InRange(many, 1, 25);
    }

    private static async Task<int> CountAsync(TestHub hub, TestBrowser lead, Counter counter, IReadOnlyList<EnablementHub.Features.Library.Item> items, int people)
    {
        for (var number = 0; number < people; number++) await hub.AddPersonAsync($"Person {people} of {number}");
        foreach (var item in items) await hub.AssignAsync(item.Key(), new() { Who = "everyone", DueOn = "2026-03-20" });
        await hub.ReckonAsync();

        // Now and then a page also renews what is remembered of its reader.
        var least = int.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            counter.Count = 0;
            await lead.ReadAsync("/team");
            least = Math.Min(least, counter.Count);
        }

        return least;
    }

    private sealed class Counter : DbCommandInterceptor
    {
        private int _count;

        public int Count
        {
            get => _count;
            set => _count = value;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            return ValueTask.FromResult(result);
        }
    }
}
