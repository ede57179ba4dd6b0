using EnablementHub.Features.Search.Engine.Analysis;

namespace EnablementHub.Tests.Features.Search.Engine.Analysis;

public sealed class TokenizerTests
{
    private const string Signs = " .,-'/+#&eE19aZ\u0301’日\uD83D\uDE00";

    [Theory]
    [InlineData("Hello, World!", "hello world")]
    [InlineData("C++, C#; .NET and A+", "c++ c# .net and a+")]
    [InlineData("asp.net 24/7 S/4HANA R&D", "asp net 24 7 s 4hana r d | aspnet 247 s4hana rd")]
    [InlineData("e-mail E-Learning sales-force", "email elearning sales force | salesforce")]
    [InlineData("customer's don't l'offre O'Brien", "customer dont l offre o brien | loffre obrien")]
    [InlineData("1,000,000 1.000 3.5 v2", "1000000 1000 3 5 v2 | 35")]
    [InlineData("end... and.start", "end and start | andstart")]
    [InlineData("価格交渉 x", "価格 格交 交渉 渉 x")]
    [InlineData("\u00ADsoft\u00ADhyphen zero\u200Bwidth", "softhyphen zerowidth")]
    [InlineData("👍🏽 ok 🇩🇪", "👍 ok 🇩🇪")]
    [InlineData("ﬁne ½ ²", "fine 1⁄2 2")]
    [InlineData("", "")]
    public void Text_IsCutIntoTerms(string text, string terms) => Assert.Equal(terms, Terms(text, asQuestion: false));

    [Theory]
    [InlineData("価格交渉", "価格 格交 交渉")]
    [InlineData("価", "価")]
    public void Question_LeavesOutTheLastSign(string text, string terms) => Assert.Equal(terms, Terms(text, asQuestion: true));

    [Fact]
    public void Places_OfTerms_AreThoseInTheText()
    {
        const string Text = "Ümläut-Straße, „Café“ 24/7 C++ ＡＢＣ.";
        var tokenizer = new Tokenizer();
        tokenizer.Read(Text);

        Assert.Equal(["Ümläut", "Straße", "Café", "24", "7", "C++", "ＡＢＣ"], tokenizer.Tokens.Select(token => Text[token.Start..token.End]));
    }

    [Fact]
    public void AnySigns_AreCutWithoutHarm()
    {
        var random = new Random(11);
        var tokenizer = new Tokenizer();
        for (var round = 0; round < 5000; round++)
        {
            var text = string.Create(random.Next(60), random, static (signs, source) =>
            {
                for (var sign = 0; sign < signs.Length; sign++)
                {
                    signs[sign] = source.Next(3) == 0 ? (char)source.Next(0x10000) : Signs[source.Next(Signs.Length)];
                }
            });
            tokenizer.Read(text, asQuestion: round % 2 == 0);
            foreach (var token in tokenizer.Tokens)
            {
                Assert.InRange(token.TermLength, 1, Tokenizer.LongestTerm);
                Assert.True(token.Start < token.End && token.End <= text.Length);
                Assert.False(tokenizer.Term(token).ContainsAny(" |=\"\0\t\n"));
            }
        }
    }

    private static string Terms(string text, bool asQuestion)
    {
        var tokenizer = new Tokenizer();
        tokenizer.Read(text, asQuestion);
        var terms = string.Join(' ', tokenizer.Tokens.Select(token => tokenizer.Term(token).ToString()));
        var joined = string.Join(' ', tokenizer.Joined.Select(unit => tokenizer.Term(unit).ToString()));
        return joined.Length == 0 ? terms : $"{terms} | {joined}";
    }
}
