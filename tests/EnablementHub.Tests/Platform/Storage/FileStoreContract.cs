using System.Security.Cryptography;
using EnablementHub.Platform.Storage;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Platform.Storage;

/// <summary>What every file store promises. A new store derives from this and changes nothing.</summary>
[Collection(MeasuredAlone.Name)]
public abstract partial class FileStoreContract : IDisposable
{
    private const long Plenty = 1L << 30;

    protected abstract IFileStore Store { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(131_072)]
    [InlineData(1_000_001)]
    public async Task Save_GivesLengthAndHash_AndReadsBackTheSameBytes(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);

        var stored = await Store.SaveAsync(new MemoryStream(bytes), Plenty, Token);

        Assert.Equal(length, stored.Length);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), stored.Sha256);
        Assert.Equal(bytes, await ReadAsync(stored.Key));
        var info = await Store.StatAsync(stored.Key, Token);
        Assert.Equal(length, info!.Length);
        Assert.Equal(stored.Key, info.Key);
    }

    [Fact]
    public async Task Save_SameBytesTwice_KeepsTwoFiles()
    {
        var first = await Store.SaveAsync(Text("same"), Plenty, Token);
        var second = await Store.SaveAsync(Text("same"), Plenty, Token);

        Assert.NotEqual(first.Key, second.Key);
        Assert.True(await Store.DeleteAsync(first.Key, Token));
        Assert.Equal("same"u8.ToArray(), await ReadAsync(second.Key));
    }

    [Fact]
    public async Task Save_OfExactlyTheLimit_IsAccepted_AndOneByteMoreIsNot()
    {
        Assert.Equal(1000, (await Store.SaveAsync(new MemoryStream(new byte[1000]), 1000, Token)).Length);

        var refusal = await Assert.ThrowsAsync<FileTooLargeException>(() => Store.SaveAsync(new MemoryStream(new byte[1001]), 1000, Token));

        Assert.Equal(1000, refusal.MaxBytes);
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Save_StopsReadingAnEndlessSource_SoonAfterTheLimit()
    {
        var source = new GeneratedStream(long.MaxValue);

        await Assert.ThrowsAsync<FileTooLargeException>(() => Store.SaveAsync(source, 5_000_000, Token));

        Assert.InRange(source.Position, 5_000_000, 10_000_000);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Save_WhoseSourceBreaks_PassesItsExceptionOn_AndLeavesNothing()
    {
        var source = new GeneratedStream(10_000_000, breaksAt: 3_000_000);

        await Assert.ThrowsAsync<SourceBrokeException>(() => Store.SaveAsync(source, Plenty, Token));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Save_ThatIsCancelled_LeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new GeneratedStream(long.MaxValue, at: 2_000_000, then: cancellation.Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.SaveAsync(source, long.MaxValue, cancellation.Token));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Save_Of200Megabytes_KeepsMemoryFlat()
    {
        const long length = 200L << 20;
        await Store.SaveAsync(new GeneratedStream(1 << 20), Plenty, Token);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var stored = await Store.SaveAsync(new GeneratedStream(length), Plenty, Token);
        await using (var stream = await Store.OpenReadAsync(stored.Key, Token))
        {
            await stream!.CopyToAsync(Stream.Null, Token);
        }

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(length, stored.Length);

        Assert.InRange(allocated, 0, 20L << 20);
        await Store.DeleteAsync(stored.Key, Token);
    }

    [Fact]
    public async Task Save_ByManyAtOnce_MixesNothingUp()
    {
        var files = await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            var bytes = RandomNumberGenerator.GetBytes(50_000 + number);
            return (Bytes: bytes, Stored: await Store.SaveAsync(new MemoryStream(bytes), Plenty, Token));
        }));

        foreach (var (bytes, stored) in files)
        {
            Assert.Equal(bytes, await ReadAsync(stored.Key));
        }

        Assert.Equal(40, files.Select(file => file.Stored.Key).Distinct().Count());
        Assert.Equal(40, (await ListAsync()).Count);
    }

    [Fact]
    public async Task OpenRead_Seeks_AndSeveralReadersDoNotDisturbEachOther()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var stored = await Store.SaveAsync(new MemoryStream(bytes), Plenty, Token);
        await using var first = await Store.OpenReadAsync(stored.Key, Token);
        await using var second = await Store.OpenReadAsync(stored.Key, Token);

        Assert.True(first!.CanSeek);
        Assert.Equal(bytes.Length, first.Length);
        first.Seek(-1000, SeekOrigin.End);
        var tail = new byte[1000];
        await first.ReadExactlyAsync(tail, Token);
        var head = new byte[1000];
        await second!.ReadExactlyAsync(head, Token);

        Assert.Equal(bytes[^1000..], tail);
        Assert.Equal(bytes[..1000], head);
    }

    [Fact]
    public async Task TakeOver_KeepsKeyAndBytes_AndChangesNothingThatIsThere()
    {
        var key = FileKey.FromId(FileKey.NewId());
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));

        await Assert.ThrowsAsync<InvalidDataException>(() => Store.TakeOverAsync(key, hash, new MemoryStream(bytes[1..]), Token));
        await Assert.ThrowsAsync<SourceBrokeException>(() => Store.TakeOverAsync(key, hash, new GeneratedStream(200_000, breaksAt: 100_000), Token));
        Assert.Empty(await ListAsync());
        Assert.True(await Store.TakeOverAsync(key, hash, new MemoryStream(bytes), Token));
        Assert.False(await Store.TakeOverAsync(key, hash, new MemoryStream(bytes[1..]), Token));

        Assert.Equal(bytes, await ReadAsync(key));
        Assert.Equal(key, Assert.Single(await ListAsync()).Key);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.TakeOverAsync("../outside", hash, new MemoryStream(bytes), Token));
    }

    [Fact]
    public async Task Delete_RemovesOnce_AndAReaderMayFinish()
    {
        var stored = await Store.SaveAsync(Text("still read"), Plenty, Token);
        await using var reader = await Store.OpenReadAsync(stored.Key, Token);

        Assert.True(await Store.DeleteAsync(stored.Key, Token));
        Assert.False(await Store.DeleteAsync(stored.Key, Token));

        Assert.Null(await Store.OpenReadAsync(stored.Key, Token));
        Assert.Null(await Store.StatAsync(stored.Key, Token));
        Assert.Empty(await ListAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../outside")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\..\\outside")]
    [InlineData("C:\\Windows\\win.ini")]
    [InlineData("ab/cd/../../../outside")]
    [InlineData("ab/cd/abcd0000000000000000000000000000")]
    [InlineData("ab/cd/ABCD0000000000000000000000000000")]
    [InlineData("ab/cd/abcd000000000000000000000000000\0")]
    [InlineData("ab/cd/abcd00000000000000000000000000/.")]
    [InlineData("%2e%2e%2foutside")]
    [InlineData("con")]
    [InlineData("kein Schlüssel 🗝")]
    public async Task AKeyThatTheStoreDidNotMake_IsUnknown(string key)
    {
        Assert.Null(await Store.OpenReadAsync(key, Token));
        Assert.Null(await Store.StatAsync(key, Token));
        Assert.False(await Store.DeleteAsync(key, Token));
        await Store.AbandonUploadAsync(key, Token);
        await Assert.ThrowsAsync<UploadNotFoundException>(() => Store.ListPartsAsync(key, Token));
        await Assert.ThrowsAsync<UploadNotFoundException>(() => Store.StagePartAsync(key, 1, Text("x"), Plenty, Token));
        await Assert.ThrowsAsync<UploadNotFoundException>(() => Store.CommitUploadAsync(key, Plenty, Token));
    }

    [Fact]
    public async Task CheckWritable_PassesAndLeavesNothing()
    {
        await Store.CheckWritableAsync(Token);

        Assert.Empty(await ListAsync());
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    protected async Task<List<StoredFileInfo>> ListAsync()
    {
        var files = new List<StoredFileInfo>();
        await foreach (var file in Store.ListAsync(Token))
        {
            files.Add(file);
        }

        return files;
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var stream = await Store.OpenReadAsync(key, Token);
        var copy = new MemoryStream();
        await stream!.CopyToAsync(copy, Token);
        return copy.ToArray();
    }

    private static MemoryStream Text(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));
}
