using EnablementHub.Features.Clips.Attaching;
using EnablementHub.Platform.Media.Sniffing;
using EnablementHub.Platform.Storage;

namespace EnablementHub.Features.Training.Tasks.Doing;

/// <summary>A file as it arrives.</summary>
/// <param name="Name">As the sender calls it; decides nothing.</param>
/// <param name="Content">Read once, from where it stands to its end.</param>
public sealed record HandedIn(string Name, Stream Content);

/// <summary>Stores what somebody hands in and finds out what it is by its bytes. The caller writes its row, or drops it.</summary>
public sealed class KeepFile(IFileStore store, TimeProvider time)
{
    public const string Takes = "PDF, Word, Excel, PowerPoint, PNG and JPEG files";

    /// <summary>Either the file, without its row being stored, or a sentence on why it isn't taken. Fails with the file store's exceptions.</summary>
    public async Task<(TrainingFile? File, string? Refusal)> RunAsync(HandedIn handedIn, int personId, CancellationToken cancellationToken)
    {
        StoredFile stored;
        try
        {
            stored = await store.SaveAsync(handedIn.Content, TrainingFile.MaxLength, cancellationToken);
        }
        catch (FileTooLargeException error)
        {
            return (null, $"{error.Message} Export it smaller.");
        }

        try
        {
            var name = FileNames.Clean(handedIn.Name);
            await using var content = await store.OpenReadAsync(stored.Key, cancellationToken) ?? throw new StoreUnavailableException("The file was stored but can't be read.");
            var verdict = await ContentSniffer.InspectAsync(content, name, cancellationToken);
            var refusal = verdict.IsUnknown ? $"This kind of file is not known. You can hand in {Takes}."
                : !verdict.IsAccepted ? verdict.Refusal
                : verdict.Kind is ContentKind.Document or ContentKind.Image ? null : $"A recording can't be handed in here. You can hand in {Takes}.";
            if (refusal is not null)
            {
                await store.DeleteAsync(stored.Key, CancellationToken.None);
                return (null, refusal);
            }

            var file = new TrainingFile
            {
                StoreKey = stored.Key,
                Sha256 = stored.Sha256,
                Length = stored.Length,
                ContentType = verdict.ContentType!,
                FileName = FileNames.WithExtension(name, verdict.Extension!),
                UploadedAt = time.GetUtcNow(),
                UploadedById = personId,
            };
            return (file, null);
        }
        catch
        {
            await store.DeleteAsync(stored.Key, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Of a submission that was refused: nothing names the file.</summary>
    public Task DropAsync(TrainingFile file) => store.DeleteAsync(file.StoreKey, CancellationToken.None);
}
