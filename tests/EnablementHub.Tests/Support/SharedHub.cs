namespace EnablementHub.Tests.Support;

/// <summary>One hub for all tests of a class: <c>IClassFixture&lt;SharedHub&gt;</c>. Only for tests that don't mind each other.</summary>
public sealed class SharedHub : IAsyncLifetime
{
    public TestHub Hub { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
