using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using EnablementHub.Platform.Storage;
using EnablementHub.Platform.Storage.Azure;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Platform.Storage.Azure;

/// <summary>The blob server is away, slow, busy, or breaks off: tried again where that is safe, else said; nothing is half there.</summary>
public sealed class AzureFaultTests(Azurite azurite) : IAsyncLifetime
{
    private const long Plenty = 1L << 30;
    private static readonly byte[] Bytes = TestItem.Bytes(700_000);
    private FaultyStore _faults = null!;
    private AzureBlobFileStore _store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _faults = await FaultyStore.StartAsync(await azurite.AddressAsync());
        _store = Open(_faults.Address);
        await _store.CheckWritableAsync(Token);
        _faults.Requests = 0;
    }

    public async ValueTask DisposeAsync()
    {
        _store?.Dispose();
        if (_faults is not null) await _faults.DisposeAsync();
    }

    [Theory]
    [InlineData(Fault.Busy)]
    [InlineData(Fault.CutRequest)]
    [InlineData(Fault.LoseAnswer)]
    public async Task AFaultThatBefallsTheFirstTryOfEveryRequest_IsOvercome(Fault fault)
    {
        var tried = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        _faults.Choose = (_, request) => tried.TryAdd(request.Headers["x-ms-client-request-id"].ToString(), true) ? fault : Fault.None;

        await DoEverythingAsync();

        Assert.InRange(tried.Count, 20, 100);
    }

    [Fact]
    public async Task AnswersThatBreakOff_AreAskedForAgain()
    {
        _faults.Choose = (number, _) => number % 2 == 1 ? Fault.CutAnswer : Fault.None;

        await DoEverythingAsync();
    }

    [Theory]
    [InlineData(Fault.Busy, 1)]
    [InlineData(Fault.CutRequest, 2)]
    [InlineData(Fault.LoseAnswer, 3)]
    public async Task AFaultThatStays_IsSaid_AndLeavesNothingHalf(Fault fault, int begins)
    {
        await DoEverythingAsync();
        var requests = _faults.Requests;
        for (var first = begins; first <= requests; first += 3)
        {
            _faults.Requests = 0;
            var target = first;
            _faults.Choose = (number, _) => number >= target ? fault : Fault.None;
            await Assert.ThrowsAsync<StoreUnavailableException>(DoEverythingAsync);
            _faults.Choose = (_, _) => Fault.None;
            await foreach (var file in _store.ListAsync(Token))
            {
                Assert.Equal(Bytes, await ReadAsync(file.Key));
                Assert.True(await _store.DeleteAsync(file.Key, Token));
            }
        }
    }

    [Fact]
    public async Task AServerThatIsAway_MakesEveryMethodSaySo()
    {
        using var away = Open(NobodyListens());
        const string id = "abcd0000000000000000000000000000";
        const string key = "ab/cd/" + id;
        var methods = new Func<Task>[]
        {
            () => away.SaveAsync(new MemoryStream(Bytes), Plenty, Token),
            () => away.TakeOverAsync(key, "", new MemoryStream(Bytes), Token),
            () => away.OpenReadAsync(key, Token),
            () => away.StatAsync(key, Token),
            () => away.DeleteAsync(key, Token),
            async () => await away.ListAsync(Token).ToListAsync(Token),
            () => away.CheckWritableAsync(Token),
            () => away.BeginUploadAsync(Token),
            () => away.StagePartAsync(id, 1, new MemoryStream(Bytes), Plenty, Token),
            () => away.ListPartsAsync(id, Token),
            () => away.CommitUploadAsync(id, Plenty, Token),
            () => away.AbandonUploadAsync(id, Token),
            () => away.RemoveLeftoversAsync(DateTimeOffset.MaxValue, Token),
        };
        foreach (var method in methods) await Assert.ThrowsAsync<StoreUnavailableException>(method);
    }

    [Fact]
    public async Task AnAnswerThatNeverComes_IsAskedForAgain_AndThenGivenUp()
    {
        using var impatient = Open(_faults.Address, TimeSpan.FromMilliseconds(500));
        await impatient.CheckWritableAsync(Token);
        _faults.Requests = 0;
        _faults.Choose = (number, _) => number == 1 ? Fault.Hang : Fault.None;
        var stored = await impatient.SaveAsync(new MemoryStream(Bytes), Plenty, Token);
        _faults.Choose = (_, _) => Fault.Hang;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => impatient.StatAsync(stored.Key, Token));
    }

    [Fact]
    public async Task ADownloadThatKeepsBreaking_IsSaid_AndGoesOnWhenTheServerDoes()
    {
        var stored = await _store.SaveAsync(new MemoryStream(Bytes), Plenty, Token);
        await using var content = await _store.OpenReadAsync(stored.Key, Token);
        _faults.Choose = (_, _) => Fault.CutRequest;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => content!.ReadExactlyAsync(new byte[1000], Token).AsTask());

        _faults.Choose = (_, _) => Fault.None;
        content!.Position = 500_000;
        var read = new byte[1000];
        await content.ReadExactlyAsync(read, Token);

        Assert.Equal(Bytes[500_000..501_000], read);
    }

    [Fact]
    public async Task AFileThatIsRemovedWhileItIsRead_EndsTheReading()
    {
        var stored = await _store.SaveAsync(new MemoryStream(Bytes), Plenty, Token);
        await using var content = await _store.OpenReadAsync(stored.Key, Token);
        await content!.ReadExactlyAsync(new byte[1000], Token);
        await _store.DeleteAsync(stored.Key, Token);

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => content.CopyToAsync(Stream.Null, Token));

        Assert.Contains("removed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoReadsALittle_AsksForALittle()
    {
        var stored = await _store.SaveAsync(new MemoryStream(Bytes), Plenty, Token);
        await using var content = await _store.OpenReadAsync(stored.Key, Token);
        var asked = new List<string>();
        _faults.Choose = (_, request) =>
        {
            asked.Add(request.Headers["x-ms-range"].ToString());
            return Fault.None;
        };
        content!.Seek(-1000, SeekOrigin.End);
        await content.ReadExactlyAsync(new byte[1000], Token);
        content.Position = 0;
        await content.ReadExactlyAsync(new byte[300_000], Token);

        Assert.Equal(["bytes=699000-699999", "bytes=0-262143", "bytes=262144-699999"], asked);
    }

    [Fact]
    public async Task WrongCredentials_AreSaidAsWhatTheyAre()
    {
        var options = Azurite.NewStore(_faults.Address);
        options.ConnectionString = options.ConnectionString!.Replace("AccountKey=E", "AccountKey=F", StringComparison.Ordinal);
        using var store = AzureStore.Open(options, TimeProvider.System, adjust: null);

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CheckWritableAsync(Token));

        Assert.Contains("credentials", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Stores a file in one go, one in parts and one out of another store, reads each and removes them.</summary>
    private async Task DoEverythingAsync()
    {
        var saved = await _store.SaveAsync(new MemoryStream(Bytes), Plenty, Token);
        var upload = await _store.BeginUploadAsync(Token);
        await _store.StagePartAsync(upload, 1, new MemoryStream(Bytes[..300_000]), Plenty, Token);
        await _store.StagePartAsync(upload, 2, new MemoryStream(Bytes[300_000..]), Plenty, Token);
        var joined = await _store.CommitUploadAsync(upload, Plenty, Token);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes)), saved.Sha256);
        Assert.Equal(saved.Sha256, joined.Sha256);
        var moved = FileKey.FromId(FileKey.NewId());
        Assert.True(await _store.TakeOverAsync(moved, saved.Sha256, new MemoryStream(Bytes), Token));
        foreach (var key in new[] { saved.Key, joined.Key, moved })
        {
            Assert.Equal(Bytes, await ReadAsync(key));
            Assert.True(await _store.DeleteAsync(key, Token));
        }

        Assert.Empty(await _store.ListAsync(Token).ToListAsync(Token));
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var content = await _store.OpenReadAsync(key, Token);
        var copy = new MemoryStream();
        await content!.CopyToAsync(copy, Token);
        return copy.ToArray();
    }

    private static AzureBlobFileStore Open(Uri address, TimeSpan? timeout = null) => AzureStore.Open(Azurite.NewStore(address), TimeProvider.System, client =>
    {
        client.Retry.Delay = client.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        client.Retry.NetworkTimeout = timeout ?? TimeSpan.FromSeconds(20);
    });

    private static Uri NobodyListens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
