using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Quizzes;

/// <summary>The numbers are stored.</summary>
public enum QuestionKind
{
    OneChoice = 1,
    Multiple = 2,
    TrueFalse = 3,
    ShortText = 4,
    Ordering = 5,
    Matching = 6,
    Numeric = 7,

    /// <summary>A span of a recording is played: which answer would you give at this moment?</summary>
    Clip = 8,

    /// <summary>Mark the sentence in a transcript.</summary>
    Hotspot = 9,
}

/// <summary>A question of one version. Its key is the same in every version of the quiz.</summary>
public sealed class QuizQuestion
{
    public const int MaxPromptLength = 2000;
    public const int MaxExplanationLength = 2000;
    public const int MaxPoints = 10;

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public int Id { get; private set; }
    public int VersionId { get; private set; }
    public int Key { get; set; }
    public int Position { get; set; }
    public required QuestionKind Kind { get; init; }

    /// <summary>Name of the pool that it is drawn from; empty: everybody gets it.</summary>
    public string Pool { get; set; } = "";
    public int Points { get; set; } = 1;
    public required string Prompt { get; set; }

    /// <summary>Shown after the end.</summary>
    public string Explanation { get; set; } = "";

    /// <summary>
    /// The recording, in seconds: what a clip question plays and where a hotspot's sentences come from; for the others where
    /// the explanation is to be heard. No foreign key: a version keeps its words when an item is deleted.
    /// </summary>
    public int? ItemId { get; set; }
    public double? StartSeconds { get; set; }
    public double? EndSeconds { get; set; }

    /// <summary>See <see cref="QuestionParts"/>.</summary>
    public string PartsText { get; private set; } = "{}";

    public QuestionParts Parts
    {
        get => JsonSerializer.Deserialize<QuestionParts>(PartsText, Json)!;
        set => PartsText = JsonSerializer.Serialize(value, Json);
    }

    /// <summary>The recording is part of the question, not of its explanation.</summary>
    public bool PlaysFirst => Kind is QuestionKind.Clip or QuestionKind.Hotspot;

    public QuizQuestion Copy() => new()
    {
        Key = Key,
        Position = Position,
        Kind = Kind,
        Pool = Pool,
        Points = Points,
        Prompt = Prompt,
        Explanation = Explanation,
        ItemId = ItemId,
        StartSeconds = StartSeconds,
        EndSeconds = EndSeconds,
        PartsText = PartsText,
    };

    internal static void Map(EntityTypeBuilder<QuizQuestion> question)
    {
        question.Property(q => q.Prompt).HasMaxLength(MaxPromptLength);
        question.Property(q => q.Explanation).HasMaxLength(MaxExplanationLength);
        question.Property(q => q.Pool).HasMaxLength(QuizPool.MaxNameLength);
        question.Ignore(q => q.Parts);
        question.Ignore(q => q.PlaysFirst);
        question.HasIndex(q => new { q.VersionId, q.Key }).IsUnique();
        question.HasIndex(q => q.ItemId);
    }
}

/// <summary>What is answered, by kind: choices, accepted words, or a number.</summary>
public sealed record QuestionParts
{
    public const int MaxChoices = 12;

    /// <summary>Sentences of a hotspot.</summary>
    public const int MaxSentences = 60;
    public const int MaxTextLength = 500;
    public const int MaxAccepted = 20;

    /// <summary>In the right order for ordering; for matching each with its right partner.</summary>
    public IReadOnlyList<QuestionChoice> Choices { get; init; } = [];

    /// <summary>Words of which each is right.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    public double? Number { get; init; }

    /// <summary>How far off a number may be.</summary>
    public double Tolerance { get; init; }

    /// <summary>What the number counts, for example "%" or "days".</summary>
    public string Unit { get; init; } = "";
}

/// <param name="Key">Number from 1; an answer names it.</param>
/// <param name="Match">What it belongs with, for matching.</param>
/// <param name="At">Where a sentence begins, in seconds.</param>
public sealed record QuestionChoice(int Key, string Text, bool IsRight = false, string Match = "", double? At = null);
