using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Clips;

/// <summary>The words of a recording in cues. Never changed; new captions are a new transcript.</summary>
public sealed class Transcript
{
    public const int MaxCues = 5_000;

    private readonly List<Cue> _cues = [];

    public int Id { get; private set; }
    public required int ItemId { get; init; }
    public required string Language { get; init; }

    /// <summary>The file it came from, as named by the sender.</summary>
    public string FileName { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>End of the last cue, in seconds.</summary>
    public double EndSeconds { get; private set; }

    public IReadOnlyList<Cue> Cues => _cues;

    public void Add(double startSeconds, double endSeconds, string speaker, string text)
    {
        _cues.Add(new Cue { Position = _cues.Count, StartSeconds = startSeconds, EndSeconds = endSeconds, Speaker = speaker, Text = text });
        EndSeconds = Math.Max(EndSeconds, endSeconds);
    }

    internal static void Map(EntityTypeBuilder<Transcript> transcript)
    {
        transcript.Property(t => t.Language).HasMaxLength(12);
        transcript.Property(t => t.FileName).HasMaxLength(MediaFile.MaxNameLength);
        transcript.HasIndex(t => t.ItemId);
        transcript.HasMany(t => t.Cues).WithOne().HasForeignKey(c => c.TranscriptId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>One sentence or so of a transcript, with its exact times in seconds from the start of the recording.</summary>
public sealed class Cue
{
    public const int MaxTextLength = 2_000;
    public const int MaxSpeakerLength = 100;

    public int TranscriptId { get; private set; }
    public required int Position { get; init; }
    public required double StartSeconds { get; init; }
    public required double EndSeconds { get; init; }
    public string Speaker { get; init; } = "";
    public required string Text { get; init; }

    internal static void Map(EntityTypeBuilder<Cue> cue)
    {
        cue.HasKey(c => new { c.TranscriptId, c.Position });
        cue.Property(c => c.Speaker).HasMaxLength(MaxSpeakerLength);
        cue.Property(c => c.Text).HasMaxLength(MaxTextLength);
    }
}
