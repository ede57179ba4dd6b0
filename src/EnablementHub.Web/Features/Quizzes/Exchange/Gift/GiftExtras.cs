using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnablementHub.Features.Quizzes.Exchange.Gift;

/// <summary>What GIFT has no words for, kept in a comment that other programs pass over.</summary>
internal sealed record GiftExtras
{
    public const string Mark = "// hub ";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public string? Kind { get; init; }
    public int? Item { get; init; }
    public double? From { get; init; }
    public double? To { get; init; }
    public int? Points { get; init; }
    public string? Unit { get; init; }

    /// <summary>Where each sentence begins.</summary>
    public IReadOnlyList<double?>? At { get; init; }

    public static GiftExtras Of(QuizQuestion question)
    {
        var parts = question.Parts;
        return new GiftExtras
        {
            Kind = question.Kind is QuestionKind.Clip or QuestionKind.Hotspot or QuestionKind.Multiple ? question.Kind.Slug() : null,
            Item = question.ItemId,
            From = question.StartSeconds,
            To = question.EndSeconds,
            Points = question.Points == 1 ? null : question.Points,
            Unit = parts.Unit.Length > 0 ? parts.Unit : null,
            At = parts.Choices.Any(choice => choice.At is not null) ? [.. parts.Choices.Select(choice => choice.At)] : null,
        };
    }

    public string Write() => Mark + JsonSerializer.Serialize(this, Json);

    public bool IsEmpty => this == new GiftExtras();

    /// <returns>Null for what isn't such a comment.</returns>
    public static GiftExtras? Read(string comment)
    {
        if (!comment.StartsWith(Mark, StringComparison.Ordinal)) return null;
        try
        {
            return JsonSerializer.Deserialize<GiftExtras>(comment[Mark.Length..], Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
