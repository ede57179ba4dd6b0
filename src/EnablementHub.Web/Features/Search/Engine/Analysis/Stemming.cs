namespace EnablementHub.Features.Search.Engine.Analysis;

internal enum StemmingLanguage
{
    None,
    English,
    German,
    French,
    Spanish,
    Polish,
    Portuguese,
    Russian,
}

internal static class Stemming
{
    public const int Languages = 8;

    public static StemmingLanguage Of(string languageTag)
    {
        var primary = languageTag.AsSpan();
        var end = primary.IndexOfAny('-', '_');
        primary = end < 0 ? primary : primary[..end];
        return primary switch
        {
            _ when primary.Equals("en", StringComparison.OrdinalIgnoreCase) => StemmingLanguage.English,
            _ when primary.Equals("de", StringComparison.OrdinalIgnoreCase) => StemmingLanguage.German,
            _ when primary.Equals("fr", StringComparison.OrdinalIgnoreCase) => StemmingLanguage.French,
            _ when primary.Equals("es", StringComparison.OrdinalIgnoreCase) => StemmingLanguage.Spanish,
            _ when primary.Equals("pl", StringComparison.OrdinalIgnoreCase) => StemmingLanguage.Polish,
            _ when primary.Equals("pt", StringComparison.OrdinalIgnoreCase) => StemmingLanguage.Portuguese,
            _ when primary.Equals("ru", StringComparison.OrdinalIgnoreCase) => StemmingLanguage.Russian,
            _ => StemmingLanguage.None,
        };
    }

    /// <summary>Writes the stem and says how long it is. Names with signs (<c>c++</c>) and words of other scripts have no stem but themselves.</summary>
    /// <param name="target">At least as long as the term.</param>
    public static int Stem(ReadOnlySpan<char> term, StemmingLanguage language, Span<char> target)
    {
        term.CopyTo(target);
        var (first, last) = language == StemmingLanguage.Russian ? ('а', 'я') : ('a', 'z');
        if (language == StemmingLanguage.None || term.ContainsAnyExceptInRange(first, last))
        {
            return term.Length;
        }

        var word = target[..term.Length];
        return language switch
        {
            StemmingLanguage.English => EnglishStemmer.Stem(word),
            StemmingLanguage.German => LightStemmers.German(word),
            StemmingLanguage.French => LightStemmers.French(word),
            StemmingLanguage.Spanish => LightStemmers.Spanish(word),
            StemmingLanguage.Polish => SuffixStemmers.Polish(word),
            StemmingLanguage.Portuguese => SuffixStemmers.Portuguese(word),
            StemmingLanguage.Russian => SuffixStemmers.Russian(word),
            _ => word.Length,
        };
    }

    public static string Stem(string term, StemmingLanguage language)
    {
        Span<char> target = stackalloc char[Math.Max(term.Length, 64)];
        return new string(target[..Stem(term, language, target)]);
    }
}
