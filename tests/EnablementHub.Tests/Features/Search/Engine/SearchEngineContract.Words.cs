using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Tests.Features.Search.Engine;

public abstract partial class SearchEngineContract
{
    [Fact]
    public async Task Search_WordOfAnyField_FindsTheItem()
    {
        await PutAsync(
            Item(1, "Discovery") with
            {
                Summary = "opening",
                Tags = ["champion"],
                Speaker = "Ines Moreau",
                Body = "budget holder",
                Cues = [new IndexedCue(1.5, 4, "Ines", "they mentioned procurement")],
            },
            Item(2, "Something else"));

        Assert.All(new[] { "discovery", "opening", "champion", "moreau", "budget", "procurement" }, word => Assert.Equal([1], Found(word)));
    }

    [Fact]
    public async Task Search_SeveralWords_MustAllBeInTheItemButNotInOneField()
    {
        await PutAsync(Item(1, "Pricing talk", "for the CFO"), Item(2, "Pricing talk", "for engineers"), Item(3, "Welcome", "for the CFO"));

        Assert.Equal([1], Found("pricing cfo"));
    }

    [Fact]
    public async Task Search_NoItemHasAllWords_ShowsThoseWithAnyAndSaysSo()
    {
        await PutAsync(Item(1, "Pricing talk"), Item(2, "Renewal call"), Item(3, "Welcome"));

        var outcome = Search("pricing renewal");

        Assert.True(outcome.AnyWord);
        Assert.Equal([1, 2], outcome.Hits.Select(hit => hit.Id).Order());
        Assert.False(Search("pricing").AnyWord);
    }

    [Fact]
    public async Task Search_QuotedPhrase_FindsOnlyThoseWordsInThatForm()
    {
        await PutAsync(Item(1, "A", "we close deals fast"), Item(2, "B", "deals close fast"), Item(3, "C", "closing deals fast"), Item(4, "D", "we closed a deal fast"));

        Assert.Equal([1], Found("\"close deals\""));
        Assert.Equal([1, 2, 3, 4], Found("close deals"));
        Assert.Equal([1, 2], Found("\"close\""));
    }

    [Fact]
    public async Task Search_QuotedPhraseWithAnotherWord_NeedsBoth()
    {
        await PutAsync(Item(1, "A", "total cost of ownership for hospitals"), Item(2, "B", "total cost of ownership for banks"), Item(3, "C", "the cost of total ownership for banks"));

        Assert.Equal([2], Found("\"total cost of ownership\" bank"));
        Assert.Equal([2], Found("bank “total cost of ownership”"));
    }

    [Fact]
    public async Task Search_UnfinishedLastWord_FindsWhatItBegins()
    {
        await PutAsync(Item(1, "Negotiation basics"), Item(2, "Negligible"), Item(3, "Basics of demos"));

        Assert.Equal([1, 2], Found(Query("neg") with { LastWordUnfinished = true }));
        Assert.Equal([1], Found(Query("basics nego") with { LastWordUnfinished = true }));
        Assert.Equal([1], Found(Query("negotiatio") with { LastWordUnfinished = true }));
        Assert.Equal([1], Found(Query("negotiations") with { LastWordUnfinished = true }));
        Assert.Equal("[Negotiation] basics", Shown(Search(Query("negot") with { LastWordUnfinished = true }).Hits[0].Title));
        Assert.Empty(Found(Query("nego") with { ForgiveTypos = false }));
        Assert.Empty(Found(Query("nego ") with { LastWordUnfinished = true, ForgiveTypos = false }));
    }

    [Fact]
    public async Task Search_UnfinishedNameWithSigns_FindsWhatItBegins()
    {
        await PutAsync(Item(1, "Our sales-force team"), Item(2, "Forced sales"));

        Assert.Equal("Our [sales-force] team", Shown(Search(Query("sales-fo") with { LastWordUnfinished = true }).Hits[0].Title));
        Assert.Equal([1], Found(Query("salesfo") with { LastWordUnfinished = true }));
    }

    [Theory]
    [InlineData("en", "negotiations", "negotiating")]
    [InlineData("en", "objections handled", "handling objection")]
    [InlineData("en", "competitors'", "competitor")]
    [InlineData("en", "customer's", "customers")]
    [InlineData("de", "Verhandlungen", "verhandlung")]
    [InlineData("de", "Gespräche", "gesprach")]
    [InlineData("fr", "négociations", "negociation")]
    [InlineData("fr", "nouveaux contrats", "nouveau contrat")]
    [InlineData("es", "objeciones", "objecion")]
    [InlineData("es", "clientes nuevos", "cliente nuevo")]
    [InlineData("pl", "Trudne rozmowy z klientami", "trudna rozmowa klient")]
    [InlineData("pt", "Negociações com novos clientes", "negociação novo cliente")]
    [InlineData("ru", "Переговоры о новой цене", "новая цена")]
    public async Task Search_AnotherFormOfTheWord_FindsItInTheItemsLanguage(string language, string written, string typed)
    {
        await PutAsync(Item(1, written) with { Language = language }, Item(2, "Unrelated"));

        Assert.Equal([1], Found(typed));
    }

    /// <summary>By its analysis alone: typos are not forgiven. Thai and Chinese words have no forms, but no spaces between them either.</summary>
    [Theory]
    [InlineData("en", "We negotiated better prices with three customers", "negotiation", "price", "customer", "negotiating")]
    [InlineData("de", "Die Kunden verlangen neue Verträge und niedrigere Preise", "Kunde", "Vertrag", "Preis", "neuer")]
    [InlineData("fr", "Les clients demandent de meilleurs contrats et des remises plus longues", "client", "contrat", "remise", "meilleur")]
    [InlineData("es", "Los clientes piden mejores precios y contratos nuevos", "cliente", "precio", "contrato", "nueva", "mejor")]
    [InlineData("pl", "Klienci pytają o ceny i warunki umowy", "cena", "umowa", "umowie", "warunkach")]
    [InlineData("pt", "Os clientes pedem melhores preços e contratos novos", "cliente", "preço", "contrato", "nova")]
    [InlineData("ru", "Клиенты спрашивают о ценах и условиях договора", "клиент", "цена", "условия", "договор")]
    [InlineData("th", "ลูกค้าถามเรื่องราคาและสัญญา", "ลูกค้า", "ราคา", "สัญญา")]
    [InlineData("zh", "客户询问价格和合同条款", "客户", "价格", "合同", "条款", "合同条款")]
    public async Task Search_WordsOfASentence_FindItInTheFormThatPeopleType(string language, string written, params string[] typed)
    {
        await PutAsync(Item(1, "Recording", written) with { Language = language }, Item(2, "Unrelated"));

        Assert.All(typed, word => Assert.Equal([1], Found(Query(word) with { ForgiveTypos = false })));
    }

    [Theory]
    [InlineData("Café Zürich", "cafe zurich")]
    [InlineData("cafe zurich", "CAFÉ ZÜRICH")]
    [InlineData("Straße", "strasse")]
    [InlineData("Ångström", "angstrom")]
    [InlineData("Œuvre", "oeuvre")]
    [InlineData("Cafe\u0301 visit", "café")]
    [InlineData("Łódź", "lodz")]
    [InlineData("ΣΟΦΟΣ", "σοφος")]
    [InlineData("ＳＡＬＥＳ", "sales")]
    [InlineData("Ёлка", "елка")]
    public async Task Search_OtherCaseAccentsOrWidth_FindsIt(string written, string typed)
    {
        await PutAsync(Item(1, written), Item(2, "Unrelated"));

        Assert.Equal([1], Found(typed));
    }

    [Theory]
    [InlineData("We write C++ here", "C++", "We write C here")]
    [InlineData("A C# shop", "c#", "A C shop")]
    [InlineData("Moved to .NET", ".net", "Net price")]
    [InlineData("Open 24/7 support", "24/7", "7 out of 24 agreed")]
    [InlineData("Send an e-mail", "email", "Send a letter")]
    [InlineData("Send an email", "e-mail", "Send a letter")]
    [InlineData("Runs on SAP/4", "SAP/4", "SAP and 4 others")]
    [InlineData("Results of Q4", "q4", "Results of Q3")]
    [InlineData("Our Sales-Force team", "salesforce", "Sales with force majeure")]
    [InlineData("Our Salesforce team", "sales-force", "Force of sales")]
    [InlineData("The R&D budget", "R&D", "The D grade of R")]
    [InlineData("Great news 🎉 today", "🎉", "Great news today")]
    [InlineData("Costs 1,000 a seat", "1000", "Costs 100 a seat")]
    [InlineData("Version 3.5 is out", "3.5", "5 of 3 agreed")]
    public async Task Search_NamesWithSigns_AreToldApart(string written, string typed, string other)
    {
        await PutAsync(Item(1, written), Item(2, other));

        Assert.Equal([1], Found(typed));
    }

    [Theory]
    [InlineData("ja", "価格交渉のコツを学ぶ", "価格交渉")]
    [InlineData("zh", "如何与首席财务官谈判", "谈判")]
    [InlineData("zh", "如何与首席财务官谈判", "财")]
    [InlineData("ko", "가격 협상 방법", "협상")]
    [InlineData("th", "การเจรจาต่อรองราคา", "ต่อรอง")]
    [InlineData("ar", "التفاوض على السعر", "السعر")]
    [InlineData("he", "משא ומתן על המחיר", "המחיר")]
    [InlineData("hi", "मूल्य पर बातचीत", "बातचीत")]
    [InlineData("ru", "Переговоры о цене", "переговоры")]
    public async Task Search_OtherScripts_FindsPartsOfTheText(string language, string written, string typed)
    {
        await PutAsync(Item(1, written) with { Language = language }, Item(2, "Unrelated"));

        Assert.Equal([1], Found(typed));
        Assert.Equal([1], Found($"\"{typed}\""));
    }

    [Fact]
    public async Task Search_CommonWordsBesideOthers_AreIgnoredAndSaid()
    {
        await PutAsync(Item(1, "Talk about price with a CFO"), Item(2, "The and of"));

        var outcome = Search("how do we talk about the price to a CFO");

        Assert.Equal([1], outcome.Hits.Select(hit => hit.Id));
        Assert.Contains("the", outcome.Ignored);
        Assert.Equal([1], Found("\"talk about price\""));
        Assert.Equal([2], Found("the and of"));
    }

    public static TheoryData<string> Hostile =>
    [
        "\"", "\"\"", "\"unbalanced", "unbalanced\" quote", "AND", "OR NOT", "NEAR(a b, 5)", "title:price", "{title} : price", "price*", "*", "^price", "price^2",
        "-price", "+price", "(price", "price)", "((((((", "a\0b", "\0", "\u0002price\u0003", "'; DROP TABLE items; --", "\\", "%_%", "price AND (\"", "\uD83D", "price \uDE00",
        "🎉🎊👩‍👩‍👧‍👦🇩🇪", "\u200B\u00AD", "- - -", "\"-\"", "!!!", "price/", "a'b''c", "\r\n\t", "\u202Eprice", "e\u0301\u0301\u0301", "=price", "|", "=", "\"= |\"",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Search_WhateverIsTyped_GivesAnAnswer(string text)
    {
        await PutAsync(Item(1, "Price talk", "body"), Item(2, text, text, text) with { Tags = [text], Speaker = text, Cues = [new IndexedCue(0, 1, text, text)] });

        var outcome = Search(Query(text) with { WithFacets = true, LastWordUnfinished = true });
        Engine.Suggest(new SuggestQuery { Text = text, Viewer = Visibility.Everything, Now = Now }, Stop);

        Assert.Equal(outcome.Total, outcome.Hits.Count);
        Assert.All(outcome.Hits, hit => Assert.Equal(hit.Title.Count(sign => sign == MarkedText.Start), hit.Title.Count(sign => sign == MarkedText.End)));
    }

    [Fact]
    public async Task Search_TenThousandCharacters_GivesAnAnswer()
    {
        await PutAsync(Item(1, "Price talk"), Item(2, new string('x', 10_000)));

        Assert.NotNull(Search(string.Join(' ', Enumerable.Range(0, 1700).Select(number => $"w{number}"))));
        Assert.NotNull(Search(new string('x', 10_000)));
        Assert.NotNull(Search(string.Concat(Enumerable.Repeat("\"price\" ", 1250))));
        Assert.NotNull(Search(new string('"', 10_000)));
        Assert.NotNull(Search(string.Concat(Enumerable.Repeat("a-", 5000))));
    }

    [Fact]
    public async Task Search_OnlySigns_FindsNothing()
    {
        await PutAsync(Item(1, "Price talk"));

        var outcome = Search("?!");

        Assert.Equal(0, outcome.Total);
        Assert.Equal(["?!"], outcome.Ignored);
    }
}
