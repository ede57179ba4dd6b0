using EnablementHub.Data;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Clips.Playing;

/// <summary>What a player needs to know about the item that it plays.</summary>
public sealed record PlayerRequest
{
    public required int ItemId { get; init; }
    public required string Title { get; init; }
    public required string Speaker { get; init; }
    public required int PersonId { get; init; }
    public required int? MediaFileId { get; init; }
    public required int? TranscriptId { get; init; }
    public required double? TranscriptEnd { get; init; }
    public bool IsPreview { get; init; }
    public string Language { get; init; } = "en";

    /// <summary>Plays as soon as it stands on the page.</summary>
    public bool Autoplay { get; init; }
    public string? Start { get; init; }
    public string? End { get; init; }
    public string? Search { get; init; }
    public string? Query { get; init; }
}

/// <summary>Reads what a player shows: the recording, its words and where its reader stopped.</summary>
public sealed class PlayerPages(HubDbContext database, IFileStore store)
{
    private const int MaxWords = 20;

    /// <summary>Somebody who stopped this near to the end begins anew.</summary>
    private const double EndMargin = 5;

    public async Task<PlayerPage> ReadAsync(PlayerRequest request, CancellationToken cancellationToken)
    {
        var file = request.MediaFileId is { } id ? await database.MediaFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancellationToken) : null;
        var cues = request.TranscriptId is { } transcript
            ? await database.Cues.AsNoTracking().Where(cue => cue.TranscriptId == transcript).OrderBy(cue => cue.Position)
                .Select(cue => new PlayerCue(cue.StartSeconds, cue.EndSeconds, cue.Speaker, cue.Text)).ToListAsync(cancellationToken)
            : [];
        var seen = file is null || request.IsPreview
            ? null
            : await database.WatchProgress.AsNoTracking().Where(p => p.PersonId == request.PersonId && p.ItemId == request.ItemId && p.MediaFileId == file.Id)
                .Select(p => new { p.PositionSeconds, p.UniqueSeconds }).SingleOrDefaultAsync(cancellationToken);
        var duration = file?.DurationSeconds ?? request.TranscriptEnd;
        var (start, end) = PlaySpan.Read(request.Start, request.End, duration);
        var position = seen?.PositionSeconds ?? 0;
        return new PlayerPage
        {
            ItemId = request.ItemId,
            Title = request.Title,
            Speaker = request.Speaker,
            MediaFileId = file?.Id,
            ContentType = file?.ContentType ?? "",
            HasVideo = file?.HasVideo ?? false,
            IsMissing = file is not null && !await IsWholeAsync(file.StoreKey, file.Length, cancellationToken),
            Duration = duration,
            Cues = cues,
            HasCaptions = cues.Count > 0,
            IsPreview = request.IsPreview,
            ElementId = FormattableString.Invariant($"player-{request.ItemId}"),
            Language = request.Language,
            Autoplay = request.Autoplay,
            Start = start,
            End = end,
            Position = start is null && position < (duration ?? double.MaxValue) - EndMargin ? position : 0,
            SecondsSeen = seen?.UniqueSeconds ?? 0,
            SearchId = Guid.TryParse(request.Search, out var search) ? search : null,
            Words = Words(request.Query),
        };
    }

    /// <summary>False when the store lacks the file or has only a part of it.</summary>
    public async Task<bool> IsWholeAsync(string storeKey, long length, CancellationToken cancellationToken)
    {
        try
        {
            return await store.StatAsync(storeKey, cancellationToken) is { } info && info.Length == length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string[] Words(string? query) =>
        [.. (query ?? "").Split([' ', '"', ',', '.', '?', '!', ':', ';', '(', ')', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length is > 1 and < 60).Take(MaxWords)];
}
