using System.Security.Cryptography;
using EnablementHub.Platform.Storage;

namespace EnablementHub.Tests.Platform.Storage;

public abstract partial class FileStoreContract
{
    [Fact]
    public async Task Upload_InPartsInAnyOrderAndRepeated_JoinsThemByNumber()
    {
        var bytes = RandomNumberGenerator.GetBytes(250_000);
        var upload = await Store.BeginUploadAsync(Token);

        await Store.StagePartAsync(upload, 3, new MemoryStream(bytes[200_000..]), Plenty, Token);
        await Store.StagePartAsync(upload, 1, Text("a first try that was cut off"), Plenty, Token);
        await Store.StagePartAsync(upload, 2, new MemoryStream(bytes[100_000..200_000]), Plenty, Token);
        await Store.StagePartAsync(upload, 1, new MemoryStream(bytes[..100_000]), Plenty, Token);

        Assert.Equal([new(1, 100_000), new(2, 100_000), new(3, 50_000)], await Store.ListPartsAsync(upload, Token));
        Assert.Empty(await ListAsync());
        var stored = await Store.CommitUploadAsync(upload, Plenty, Token);
        Assert.Equal(bytes, await ReadAsync(stored.Key));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), stored.Sha256);
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Upload_CommittedAgain_IsTheSameFile()
    {
        var upload = await Store.BeginUploadAsync(Token);
        await Store.StagePartAsync(upload, 1, Text("once"), Plenty, Token);

        var first = await Store.CommitUploadAsync(upload, Plenty, Token);
        var second = await Store.CommitUploadAsync(upload, Plenty, Token);

        Assert.Equal(first, second);
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Upload_WithAGap_NamesTheMissingPart_AndCanGoOn()
    {
        var upload = await Store.BeginUploadAsync(Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CommitUploadAsync(upload, Plenty, Token));
        await Store.StagePartAsync(upload, 1, Text("a"), Plenty, Token);
        await Store.StagePartAsync(upload, 3, Text("c"), Plenty, Token);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CommitUploadAsync(upload, Plenty, Token));

        Assert.Contains("Part 2", refusal.Message, StringComparison.Ordinal);
        await Store.StagePartAsync(upload, 2, Text("b"), Plenty, Token);
        Assert.Equal("abc"u8.ToArray(), await ReadAsync((await Store.CommitUploadAsync(upload, Plenty, Token)).Key));
    }

    [Fact]
    public async Task Upload_WhosePartBreaks_KeepsThePartsBefore()
    {
        var upload = await Store.BeginUploadAsync(Token);
        await Store.StagePartAsync(upload, 1, Text("whole"), Plenty, Token);

        await Assert.ThrowsAsync<SourceBrokeException>(
            () => Store.StagePartAsync(upload, 2, new GeneratedStream(1_000_000, breaksAt: 400_000), Plenty, Token));
        await Assert.ThrowsAsync<FileTooLargeException>(() => Store.StagePartAsync(upload, 2, new MemoryStream(new byte[11]), 10, Token));

        Assert.Equal([new(1, 5)], await Store.ListPartsAsync(upload, Token));
    }

    [Fact]
    public async Task Upload_LargerThanTheLimitInAll_IsRefused()
    {
        var upload = await Store.BeginUploadAsync(Token);
        await Store.StagePartAsync(upload, 1, new MemoryStream(new byte[600]), 1000, Token);
        await Store.StagePartAsync(upload, 2, new MemoryStream(new byte[600]), 1000, Token);

        await Assert.ThrowsAsync<FileTooLargeException>(() => Store.CommitUploadAsync(upload, 1000, Token));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Upload_Abandoned_IsGone()
    {
        var upload = await Store.BeginUploadAsync(Token);
        await Store.StagePartAsync(upload, 1, Text("x"), Plenty, Token);

        await Store.AbandonUploadAsync(upload, Token);

        await Assert.ThrowsAsync<UploadNotFoundException>(() => Store.ListPartsAsync(upload, Token));
        await Assert.ThrowsAsync<UploadNotFoundException>(() => Store.CommitUploadAsync(upload, Plenty, Token));
    }

    [Fact]
    public async Task RemoveLeftovers_TakesForgottenUploads_AndNoFile()
    {
        var kept = await Store.SaveAsync(Text("kept"), Plenty, Token);
        var upload = await Store.BeginUploadAsync(Token);
        await Store.StagePartAsync(upload, 1, Text("forgotten"), Plenty, Token);

        await Store.RemoveLeftoversAsync(DateTimeOffset.UnixEpoch, Token);
        Assert.Single(await Store.ListPartsAsync(upload, Token));
        await Store.RemoveLeftoversAsync(DateTimeOffset.MaxValue.AddDays(-2), Token);

        await Assert.ThrowsAsync<UploadNotFoundException>(() => Store.ListPartsAsync(upload, Token));
        Assert.NotNull(await Store.StatAsync(kept.Key, Token));
    }
}
