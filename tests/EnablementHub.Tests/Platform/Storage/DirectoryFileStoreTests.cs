using EnablementHub.Platform.Storage;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Platform.Storage;

[Collection(MeasuredAlone.Name)]
public sealed class DirectoryFileStoreTests : FileStoreContract
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), "hub-store-" + Guid.NewGuid().ToString("N"));
    private readonly DirectoryFileStore _store;

    public DirectoryFileStoreTests() => _store = new DirectoryFileStore(_root);

    protected override IFileStore Store => _store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(28, typeof(StoreFullException))]
    [InlineData(122, typeof(StoreFullException))]
    [InlineData(5, typeof(StoreUnavailableException))]
    public async Task Save_WhoseFsyncFails_IsNotAcknowledged_AndLeavesNothing(int error, Type expected)
    {
        for (var failing = 1; failing <= 5; failing++)
        {
            var calls = 0;
            var target = failing;
            var failingStore = new DirectoryFileStore(_root, new DurableFiles((_, _) => ++calls == target ? error : 0));

            var failure = await Assert.ThrowsAnyAsync<IOException>(() => failingStore.SaveAsync(new MemoryStream(new byte[10]), 100, Token));

            Assert.IsType(expected, failure);
            Assert.Empty(await ListAsync());
            Assert.Empty(Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories));
        }
    }

    [Fact]
    public async Task Save_SyncsTheFileBeforeItsName_AndEveryNewDirectory()
    {
        var synced = new List<string>();
        var recording = new DirectoryFileStore(_root, new DurableFiles((_, path) =>
        {
            synced.Add(Path.GetRelativePath(_root, path));
            return 0;
        }));

        var stored = await recording.SaveAsync(new MemoryStream(new byte[10]), 100, Token);

        var shard = "files/" + stored.Key[..2];
        Assert.StartsWith("temporary/", synced[0], StringComparison.Ordinal);
        Assert.Equal([".", "files", shard, "files/" + stored.Key[..5]], synced[1..]);
    }

    [Fact]
    public async Task Save_WhenASignalInterruptsFsync_TriesAgain()
    {
        var calls = 0;
        var interrupted = new DirectoryFileStore(_root, new DurableFiles((_, _) => ++calls == 1 ? 4 : 0));

        Assert.Equal(10, (await interrupted.SaveAsync(new MemoryStream(new byte[10]), 100, Token)).Length);
    }

    [Fact]
    public async Task CheckWritable_WhenFsyncFails_Throws()
    {
        var failing = new DirectoryFileStore(_root, new DurableFiles((_, _) => 5));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => failing.CheckWritableAsync(Token));
        Assert.Empty(Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task StagePart_WhoseFsyncFails_IsNotListed()
    {
        var upload = await _store.BeginUploadAsync(Token);
        var failing = new DirectoryFileStore(_root, new DurableFiles((_, path) => path.Contains("staging", StringComparison.Ordinal) ? 5 : 0));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => failing.StagePartAsync(upload, 1, new MemoryStream(new byte[3]), 10, Token));

        Assert.Empty(await _store.ListPartsAsync(upload, Token));
    }

    [Fact]
    public async Task AnUploadInParts_SurvivesARestart()
    {
        var upload = await _store.BeginUploadAsync(Token);
        await _store.StagePartAsync(upload, 1, new MemoryStream("be"u8.ToArray()), 10, Token);

        var restarted = new DirectoryFileStore(_root);
        await restarted.StagePartAsync(upload, 2, new MemoryStream("fore"u8.ToArray()), 10, Token);

        Assert.Equal(6, (await restarted.CommitUploadAsync(upload, 10, Token)).Length);
    }

    [Fact]
    public async Task ACommit_ThatDiedBeforeItCouldTidyUp_IsFinishedByTheNext()
    {
        var upload = await _store.BeginUploadAsync(Token);
        await _store.StagePartAsync(upload, 1, new MemoryStream("once"u8.ToArray()), 10, Token);
        var first = await _store.CommitUploadAsync(upload, 10, Token);
        var folder = Directory.CreateDirectory(Path.Combine(_root, "staging", upload));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "00001"), "once", Token);

        Assert.Equal(first, await _store.CommitUploadAsync(upload, 10, Token));

        Assert.False(Directory.Exists(folder.FullName));
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task RemoveLeftovers_TakesWhatAKilledWriterLeft_OnceItIsOld()
    {
        var leftover = Path.Combine(_root, "temporary", Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(leftover, "half a fi", Token);
        File.SetLastWriteTimeUtc(leftover, new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(0, await _store.RemoveLeftoversAsync(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Token));
        Assert.Equal(1, await _store.RemoveLeftoversAsync(new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero), Token));
        Assert.False(File.Exists(leftover));
    }

    [Fact]
    public async Task ALinkThatLeadsOutOfTheStore_IsNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating links needs a privilege on Windows.");
        var outside = _root + "-outside";
        await File.WriteAllTextAsync(outside, "secret", Token);
        var stored = await _store.SaveAsync(new MemoryStream(new byte[10]), 100, Token);
        var path = Path.Combine(_root, "files", stored.Key);
        File.Delete(path);
        File.CreateSymbolicLink(path, outside);

        Assert.Null(await _store.OpenReadAsync(stored.Key, Token));
        Assert.Null(await _store.StatAsync(stored.Key, Token));
        Assert.Empty(await ListAsync());
        File.Delete(outside);
    }

    [Fact]
    public async Task Save_ToADirectoryThatIsGone_SaysThatTheStoreIsUnavailable()
    {
        Directory.Delete(_root, recursive: true);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.SaveAsync(new MemoryStream(new byte[10]), 100, Token));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.CheckWritableAsync(Token));
        Assert.Null(await _store.OpenReadAsync("ab/cd/abcd0000000000000000000000000000", Token));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }
}
