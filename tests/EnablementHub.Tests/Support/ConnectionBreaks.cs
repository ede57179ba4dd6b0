using System.Data.Common;
using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Support;

public enum BreakAt
{
    FirstCommand,
    LaterCommand,
    BeforeCommit,

    /// <summary>It was stored, but the answer never came.</summary>
    AfterCommit,
}

/// <summary>Breaks the database connection in the middle of a unit, and has such breaks repeated as a server's are.</summary>
internal sealed class ConnectionBreaks : IDbTransactionInterceptor, IDbCommandInterceptor
{
    public const int MaxRetries = 3;
    private static readonly AsyncLocal<Plan?> Current = new();

    /// <summary>For <see cref="TestHub.StartAsync"/>.</summary>
    public static void Install(IServiceCollection services)
    {
        services.AddSingleton<IInterceptor>(new ConnectionBreaks());
        services.ConfigureDbContext<SqliteHubDbContext>(options => options.UseSqlite(sqlite => sqlite.ExecutionStrategy(dependencies => new Repeating(dependencies))));
        services.ConfigureDbContext<SqlServerHubDbContext>(options => options.UseSqlServer(server => server.ExecutionStrategy(dependencies => new Repeating(dependencies))));
    }

    /// <summary>Runs the work with so many breaks at this place; other work of the hub goes on undisturbed. Fails when it never came there.</summary>
    public static async Task<T> DuringAsync<T>(BreakAt place, Func<Task<T>> work, int breaks = 1)
    {
        var plan = new Plan(place, breaks);
        Current.Value = plan;
        try
        {
            return await work();
        }
        finally
        {
            Current.Value = null;
            Assert.Equal(0, plan.Breaks);
        }
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Command(eventData);
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Command(eventData);
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Current.Value?.Reach(BreakAt.BeforeCommit);
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Current.Value?.Reach(BreakAt.AfterCommit);
        return Task.CompletedTask;
    }

    private static void Command(CommandEventData command)
    {
        if (Current.Value is not { } plan || command.Context?.Database.CurrentTransaction is not { } transaction) return;
        var isFirst = plan.Transaction != transaction.TransactionId;
        plan.Transaction = transaction.TransactionId;
        plan.Reach(isFirst ? BreakAt.FirstCommand : BreakAt.LaterCommand);
    }

    private sealed class Plan(BreakAt place, int breaks)
    {
        public int Breaks { get; private set; } = breaks;
        public Guid Transaction { get; set; }

        public void Reach(BreakAt reached)
        {
            if (reached != place || Breaks == 0) return;
            Breaks--;
            throw new ConnectionBroke();
        }
    }

    private sealed class ConnectionBroke() : DbException("The connection broke.");

    private sealed class Repeating(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, MaxRetries, TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is ConnectionBroke;
    }
}
