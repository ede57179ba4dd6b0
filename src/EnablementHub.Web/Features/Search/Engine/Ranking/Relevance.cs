namespace EnablementHub.Features.Search.Engine.Ranking;

/// <summary>The score of the words alone. Title counts more than summary and tags, these more than the body, that more than the transcript.</summary>
internal static class Relevance
{
    public const int Fields = 6;
    public const int TitleField = 0;
    public const int SummaryField = 1;
    public const int TagsField = 2;
    public const int SpeakerField = 3;
    public const int BodyField = 4;
    public const int TranscriptField = 5;

    /// <summary>The slugs of the fields in the order of their numbers.</summary>
    public static readonly string[] FieldNames =
        [SearchField.Title, SearchField.Summary, SearchField.Tags, SearchField.Speaker, SearchField.Body, SearchField.Transcript];

    /// <summary>How much the words standing right beside each other add, as a share.</summary>
    public const double MostForCloseness = 0.5;

    /// <summary>A word found through a synonym counts this much of itself.</summary>
    public const double SynonymWeight = 0.8;

    public const double Saturation = 0.6;
    private const double TitleNormalization = 0.3;
    private const double BodyNormalization = 0.4;
    private const double UsualTitleLength = 7;
    private const double UsualBodyLength = 200;

    private static readonly double[] Weights = [8, 4, 4, 3, 2, 1];

    public static double Rarity(int items, int itemsWithWord) =>
        Math.Log(1 + ((items - Math.Min(itemsWithWord, items) + 0.5) / (itemsWithWord + 0.5)));

    /// <summary>What one field gives for a word that stands in it so many times.</summary>
    public static double Field(int field, double frequency, int titleLength, int bodyLength)
    {
        if (frequency <= 0)
        {
            return 0;
        }

        var length = field switch
        {
            TitleField => TitleLength(titleLength),
            BodyField => BodyLength(bodyLength),
            _ => 1,
        };
        return Most(field) * frequency / (frequency + (Saturation * length));
    }

    /// <summary>The length of a title in usual ones, as far as it counts.</summary>
    public static double TitleLength(int words) => 1 - TitleNormalization + (TitleNormalization / UsualTitleLength * words);

    /// <summary>The length of a body in usual ones, as far as it counts.</summary>
    public static double BodyLength(int words) => 1 - BodyNormalization + (BodyNormalization / UsualBodyLength * words);

    /// <summary>What a field gives for a word that fills it.</summary>
    public static double Most(int field) => Weights[field] * (1 + Saturation);

    /// <summary>1 when the words stand side by side, falling with what stands between them.</summary>
    /// <param name="span">From the first word to the last, both counted in places; negative when no field holds them all.</param>
    public static double Closeness(int span, int words) =>
        words < 2 || span < 0 ? 0 : 1 / (1 + (Math.Max(0, span - (words - 1)) / 3.0));
}
