namespace EnablementHub.Tests.Support;

/// <summary>One hub for all tests of a class: <c>IClassFixture&lt;SharedHub&gt;</c>. Only for tests that don't mind each other.</summary>
public sealed class SharedHub : IAsyncLifetime
{
    public TestHub Hub { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}

/// <summary>The same without jobs of its own: for tests that look at what is there before a job has run.</summary>
public sealed class SharedHubWithoutJobs : IAsyncLifetime
{
    public TestHub Hub { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Hub = await HandRunJobs.StartAsync();

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
