using System.Data.Common;
using EnablementHub.Features.People;
using EnablementHub.Features.Training;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Training.Assigning;

/// <summary>Ten thousand people: counted in statements, which don't depend on how busy the machine is. The benchmarks measure the seconds.</summary>
public sealed class AssignManyTests
{
    private const int People = 10_000;

    [Fact]
    public async Task Everybody_CostsAsManyStatementsAsOnePerson()
    {
        var counter = new StatementCounter();
        await using var hub = await TestHub.StartAsync(replace: services => services.AddSingleton<IInterceptor>(counter));
        var item = await TestData.In(hub).Playbook("For everybody").Saying("x").PublishedAsync();
        var one = await hub.AddPersonAsync("Una One");
        counter.Reset();
        await hub.AssignAsync(item.Key(), one, new DateOnly(2026, 3, 20));
        var forOne = counter.Count;
        await AddPeopleAsync(hub);
        await hub.LearnAsync(one, item.Key());
        counter.Reset();
        var result = await hub.AssignAsync(item.Key(), new AssignForm { Who = "everyone", DueOn = "2026-03-30" });
        Assert.InRange(counter.Count, 1, forOne + 3);
        Assert.InRange(result.Given, People, People + 10);
        await using var database = hub.OpenDatabase();
        Assert.Equal(result.Given, await database.AssignedTraining.CountAsync(assigned => assigned.AssignmentId == result.Write.ItemId, TestContext.Current.CancellationToken));

        // Ticking them all is one statement too, and telling them doesn't tell anybody twice.
        counter.Reset();
        await hub.RunAsync<TickTrainingJob>();
        Assert.InRange(counter.Count, 1, 40);
    }

    [Fact]
    public async Task ListOfAddresses_GoesInFewStatements_AndIsBounded()
    {
        var counter = new StatementCounter();
        await using var hub = await TestHub.StartAsync(replace: services => services.AddSingleton<IInterceptor>(counter));
        var item = await TestData.In(hub).Playbook("For a long list").Saying("x").PublishedAsync();
        await AddPeopleAsync(hub);
        var addresses = string.Join('\n', Enumerable.Range(0, People).Select(number => $"many{number}@hub.example"));
        counter.Reset();
        var result = await hub.AssignAsync(item.Key(), new AssignForm { Who = "people", People = addresses, DueOn = "2026-03-30" });
        Assert.Equal(People, result.Given);
        Assert.InRange(counter.Count, 1, 80);
        var tooMany = await hub.AssignAsync(item.Key(), new AssignForm { Who = "people", People = addresses + "\nonemore@hub.example", DueOn = "2026-03-30" });
        Assert.Contains("These are 10,001 addresses; at most 10,000", tooMany.Write.Problems[0].Sentence, StringComparison.Ordinal);
    }

    private static async Task AddPeopleAsync(TestHub hub)
    {
        await using var database = hub.OpenDatabase();
        database.AddRange(Enumerable.Range(0, People).Select(number => new Person
        {
            DisplayName = $"Many {number}",
            UserName = $"many{number}@hub.example",
            NormalizedUserName = $"MANY{number}@HUB.EXAMPLE",
            Email = $"many{number}@hub.example",
            NormalizedEmail = $"MANY{number}@HUB.EXAMPLE",
            CreatedAt = hub.Time.GetUtcNow(),
        }));
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private sealed class StatementCounter : DbCommandInterceptor
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Reset() => Interlocked.Exchange(ref _count, 0);

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Counted(result);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => ValueTask.FromResult(Counted(result));

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Counted(result);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => ValueTask.FromResult(Counted(result));

        private T Counted<T>(T result)
        {
            Interlocked.Increment(ref _count);
            return result;
        }
    }
}
