using System.Net;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Search;

/// <summary>Whatever a person types is a search: never an error, never markup, never somebody else's syntax.</summary>
public sealed class HostileWordsTests
{
    private static readonly string[] Words =
    [
        "AND", "OR", "NOT price", "price AND", "NEAR(price cfo, 3)", "title:price", "{title}: price", "^price", "price*", "*", "***", "-price", "--", "+", "price -cfo",
        "\"", "\"\"", "\"price", "price\"", "\"price cfo\" \"", "'", "'; DROP TABLE Items; --", "\\", "(", "))((", "[price]", "{price}", "price~2", "price^3", "a && b || !c",
        "C++", "C#", ".NET", "24/7", "e-mail", "follow-up", "O'Brien", "R&D", "50%", "%", "_", "$1,000.50", "§ 12", "@maria", "#1", "http://example.com/?q=1&x=2", "a.b@c.de",
        "🚀", "👩‍💼 price", "цена", "价格 谈判", "価格交渉", "السعر", "मूल्य", "ราคา", "Preisverhandlung größer", "I\u0307stanbul", "e\u0301te\u0301", "ﬁnance", "\u200bprice\u200b", "\u202eprice",
        "price\0cfo", "\0", "\u0001\u0002price\u0003\u001f", "\u0002", "\u0003", "\ufeffprice", "\uffff", "\t\r\n", "   ", "<script>alert(1)</script>", "<mark>price</mark>", "&lt;b&gt;", "price</title><h1>", "{{7*7}}", "${7*7}", "the of and", "a",
    ];

    [Fact]
    public async Task AnyWords_AnswerOnPageApiAndSuggestions()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await TestData.In(hub).Clip("Price to a CFO <b>now</b>").Summed("C++ and 24/7 & more").WithCues().PublishedAsync();
        await hub.IndexedAsync();
        foreach (var words in Words.Append(new string('x', 10_000)).Append(string.Join(' ', Enumerable.Repeat("price", 1_700))).Append(new string('"', 9_999)).Append(string.Concat(Enumerable.Repeat("🚀", 2_500))))
        {
            var q = Uri.EscapeDataString(words);
            foreach (var path in new[] { "/search?q=", "/search?exact=1&q=", "/api/v1/search?q=", "/api/v1/suggest?q=", "/search/suggest?q=" })
            {
                var answer = await rep.GetAsync(path + q);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}{words[..Math.Min(words.Length, 60)]}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 300)]}");
                if (path[1] == 's' && answer.Content.Headers.ContentType?.MediaType == "text/html")
                {
                    Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
                    Assert.DoesNotContain("<b>now", text, StringComparison.Ordinal);
                    Assert.DoesNotContain("</title><h1>", text, StringComparison.Ordinal);
                    Assert.DoesNotContain('\u0002', text);
                    Assert.DoesNotContain('\0', text);
                }
            }
        }
    }

    [Theory]
    [InlineData("C++", "C++")]
    [InlineData("24/7", "24/7")]
    [InlineData("o'brien", "O'Brien")]
    [InlineData("价格", "价格谈判")]
    [InlineData("follow up", "follow-up")]
    public async Task OddWords_FindWhatCarriesThem(string words, string title)
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var wanted = await TestData.In(hub).Clip($"About {title} today").PublishedAsync();
        await TestData.In(hub).Clip("Something else").PublishedAsync();
        await hub.IndexedAsync();
        Assert.Contains(wanted.Id, (await rep.FindAsync("q=" + Uri.EscapeDataString(words))).Ids());
    }

    [Fact]
    public async Task OddFiltersAndPages_AreNoError()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        await TestData.In(hub).Clip("Price").About("topic", "pricing").PublishedAsync();
        await hub.IndexedAsync();
        foreach (var parameters in new[] { "topic=", "topic=%00", "topic=<b>", "kind=poem", "sort=loudest", "page=0", "page=-3", "page=99999999999999", "page=500", "exact=maybe", "topic=" + new string('x', 5_000), string.Join('&', Enumerable.Range(0, 500).Select(n => $"topic=t{n}")) })
            await rep.ReadAsync("/search?q=price&" + parameters);
        Assert.Equal(HttpStatusCode.OK, (await rep.GetAsync("/search?q=%FF%FE%C0")).StatusCode);
    }
}
