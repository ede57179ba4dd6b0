using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using EnablementHub.Platform.Storage;
using EnablementHub.Platform.Storage.Azure;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Platform.Storage.Azure;

[Collection(MeasuredAlone.Name)]
public sealed class AzureBlobFileStoreTests(Azurite azurite) : FileStoreContract, IAsyncLifetime
{
    private BlobContainerClient _container = null!;
    private AzureBlobFileStore _store = null!;

    protected override IFileStore Store => _store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = Azurite.NewStore(await azurite.AddressAsync());
        _container = new BlobContainerClient(options.ConnectionString, options.Container);
        _store = AzureStore.Open(options, TimeProvider.System, adjust: null);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ACommit_ThatDiedBeforeItHashed_ShowsNothing_AndIsFinishedByTheNext()
    {
        var upload = await _store.BeginUploadAsync(Token);
        await _store.StagePartAsync(upload, 1, new MemoryStream("once"u8.ToArray()), 10, Token);
        var blob = _container.GetBlockBlobClient("files/" + FileKey.FromId(upload));
        var staged = await blob.GetBlockListAsync(BlockListTypes.Uncommitted, cancellationToken: Token);
        await blob.CommitBlockListAsync(staged.Value.UncommittedBlocks.Select(block => block.Name), cancellationToken: Token);

        Assert.Null(await _store.StatAsync(FileKey.FromId(upload), Token));
        Assert.Null(await _store.OpenReadAsync(FileKey.FromId(upload), Token));
        Assert.False(await _store.DeleteAsync(FileKey.FromId(upload), Token));
        Assert.Empty(await ListAsync());
        var stored = await _store.CommitUploadAsync(upload, 10, Token);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("once"u8)), stored.Sha256);
        Assert.Equal(stored.Sha256, (await _store.StatAsync(stored.Key, Token))!.Sha256);
        Assert.Equal(stored, await _store.CommitUploadAsync(upload, 10, Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatADeadCommitLeft_GoesWithItsUpload_OrAsALeftover(bool abandoned)
    {
        var kept = await _store.SaveAsync(new MemoryStream(new byte[10]), 100, Token);
        var upload = await _store.BeginUploadAsync(Token);
        await _container.GetBlobClient("files/" + FileKey.FromId(upload)).UploadAsync(BinaryData.FromString("unfinished"), Token);
        await _container.GetBlobClient("checks/" + upload).UploadAsync(BinaryData.FromString("hub"), Token);

        if (abandoned) await _store.AbandonUploadAsync(upload, Token);
        Assert.Equal(0, await _store.RemoveLeftoversAsync(DateTimeOffset.UnixEpoch, Token));
        Assert.Equal(abandoned ? 1 : 3, await _store.RemoveLeftoversAsync(DateTimeOffset.MaxValue, Token));

        var left = await _container.GetBlobsAsync(cancellationToken: Token).ToListAsync(Token);
        Assert.Equal("files/" + kept.Key, Assert.Single(left).Name);
    }

    [Fact]
    public async Task TwoCommitsAtOnce_MakeOneFile()
    {
        var upload = await _store.BeginUploadAsync(Token);
        await _store.StagePartAsync(upload, 1, new GeneratedStream(5_000_000), 10_000_000, Token);

        var files = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => _store.CommitUploadAsync(upload, 10_000_000, Token)));

        Assert.Equal(files[0], files[1]);
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task AContainerThatIsNotThereYet_IsAnEmptyStore()
    {
        Assert.Empty(await ListAsync());
        Assert.Equal(0, await _store.RemoveLeftoversAsync(DateTimeOffset.MaxValue, Token));
        Assert.False((await _container.ExistsAsync(Token)).Value);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _store?.Dispose();
    }
}
