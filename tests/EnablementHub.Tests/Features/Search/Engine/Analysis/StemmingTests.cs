using EnablementHub.Features.Search.Engine.Analysis;

namespace EnablementHub.Tests.Features.Search.Engine.Analysis;

public sealed class StemmingTests
{
    /// <summary>From the description of the algorithm, and words of the trade.</summary>
    [Theory]
    [InlineData("consign", "consign")]
    [InlineData("consigned", "consign")]
    [InlineData("consistency", "consist")]
    [InlineData("consolation", "consol")]
    [InlineData("consolatory", "consolatori")]
    [InlineData("knackeries", "knackeri")]
    [InlineData("knaves", "knave")]
    [InlineData("knightly", "knight")]
    [InlineData("kneeling", "kneel")]
    [InlineData("hopping", "hop")]
    [InlineData("hoping", "hope")]
    [InlineData("happy", "happi")]
    [InlineData("skies", "sky")]
    [InlineData("news", "news")]
    [InlineData("succeed", "succeed")]
    [InlineData("generously", "generous")]
    [InlineData("negotiations", "negoti")]
    [InlineData("negotiating", "negoti")]
    [InlineData("pricing", "price")]
    [InlineData("prices", "price")]
    [InlineData("objection", "object")]
    [InlineData("renewals", "renew")]
    [InlineData("agreed", "agre")]
    [InlineData("ties", "tie")]
    [InlineData("gas", "gas")]
    [InlineData("this", "this")]
    [InlineData("gaps", "gap")]
    [InlineData("as", "as")]
    public void English_Word_HasItsStem(string word, string stem) => Assert.Equal(stem, Stemming.Stem(word, StemmingLanguage.English));

    [Theory]
    [InlineData("de", "verhandlungen", "verhandlung")]
    [InlineData("de", "kunden", "kunde")]
    [InlineData("de", "mueller", "muller")]
    [InlineData("fr", "negociations", "negociation")]
    [InlineData("fr", "chevaux", "cheval")]
    [InlineData("es", "objeciones", "objecion")]
    [InlineData("es", "voces", "voz")]
    [InlineData("pl", "negocjacjami", "negocjacje")]
    [InlineData("pl", "klientow", "klient")]
    [InlineData("pl", "trudnego", "trudna")]
    [InlineData("pl", "umowie", "umowa")]
    [InlineData("pt", "negociacoes", "negociacao")]
    [InlineData("pt", "contratos", "contrato")]
    [InlineData("pt", "canais", "canal")]
    [InlineData("pt", "reunioes", "reuniao")]
    [InlineData("ru", "переговоров", "переговоры")]
    [InlineData("ru", "клиентами", "клиент")]
    [InlineData("ru", "ценои", "цена")]
    [InlineData("ru", "новыи", "новая")]
    public void Forms_OfOneWord_HaveOneStem(string language, string form, string other) =>
        Assert.Equal(Stemming.Stem(other, Stemming.Of(language)), Stemming.Stem(form, Stemming.Of(language)));

    [Theory]
    [InlineData("c++")]
    [InlineData("q4")]
    [InlineData("переговоры")]
    [InlineData("価格")]
    public void Names_WithSignsOrOfOtherScripts_StayAsTheyAre(string term) => Assert.Equal(term, Stemming.Stem(term, StemmingLanguage.English));

    [Fact]
    public void AnyText_InAnyLanguage_HasAStemNoLongerThanItself()
    {
        var random = new Random(5);
        foreach (var language in Enum.GetValues<StemmingLanguage>())
        {
            for (var round = 0; round < 20_000; round++)
            {
                var word = string.Create(random.Next(1, 14), random, static (letters, source) =>
                {
                    for (var letter = 0; letter < letters.Length; letter++)
                    {
                        letters[letter] = "aeiouysednlgtаеиовыямн"[source.Next(22)];
                    }
                });
                Assert.InRange(Stemming.Stem(word, language).Length, 1, word.Length);
            }
        }
    }
}
