using EnablementHub.Features.Shared.Components.Items;

namespace EnablementHub.ComponentTests;

public sealed class ItemComponentTests : BunitContext
{
    [Fact]
    public void Row_LeadsToItsItem_AndPlaysInItsOwnPlace()
    {
        var row = Render<ContentRow>(set => set.Add(c => c.Row, Models.Row()).Add(c => c.IsResult, true));
        Assert.Equal("/items/7", row.Find("h3 a").GetAttribute("href"));
        Assert.Equal("The price of waiting", row.Find("h3 a").TextContent.Trim());
        Assert.Equal("waiting", row.Find("h3 mark").TextContent);
        var play = row.Find("a.play-button");
        Assert.Equal("Play: The price of waiting", play.GetAttribute("aria-label"));
        Assert.NotNull(row.Find(play.GetAttribute("hx-target")!));
        Assert.Equal(("7", "3", ""), (row.Find("li").GetAttribute("data-item"), row.Find("li").GetAttribute("data-rank"), row.Find("li").GetAttribute("data-result")));
        Assert.Equal("214 plays", row.Find(".content-row-side").TextContent);
    }

    [Fact]
    public void Row_OfNothingToPlay_HasNoButton_AndNoEmptyParts()
    {
        var row = Render<ContentRow>(set => set.Add(c => c.Row, Models.Row() with { PlayerHref = null, Context = "", Cues = [], Facts = [], Side = null }).Add(c => c.HeadingLevel, 2));
        Assert.Empty(row.FindAll(".play-button, .content-row-context, .cue-hits, .facts > span:not(.kind)"));
        Assert.Equal("/img/icons.svg#clip", row.Find(".row-icon use").GetAttribute("href"));
        Assert.NotNull(row.Find("h2"));
        Assert.Equal("", row.Find(".content-row-side").TextContent);
    }

    [Fact]
    public void Row_ShowsTrustAndStatus_OnlyWhereThereAreSome()
    {
        Assert.Empty(Render<ContentRow>(set => set.Add(c => c.Row, Models.Row())).FindAll(".trust, .status"));
        var row = Render<ContentRow>(set => set.Add(c => c.Row, Models.Row() with { Trust = Models.Mark(), Status = "pending" }));
        Assert.Contains("Verified", row.Find(".trust").TextContent, StringComparison.Ordinal);
        Assert.Contains("Pending change", row.Find(".status").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_WithoutAny_ShowWhatStandsForNothing()
    {
        Render<ContentRows>(set => set.Add(c => c.Rows, [])).MarkupMatches("");
        Render<ContentRows>(set => set.Add(c => c.Rows, []).Add(c => c.Empty, "<p>Nothing yet</p>")).MarkupMatches("<p>Nothing yet</p>");
        var rows = Render<ContentRows>(set => set.Add(c => c.Rows, [Models.Row(), Models.Row() with { Id = 8 }]).Add(c => c.IsTight, true));
        Assert.Equal(2, rows.FindComponents<ContentRow>().Count);
        Assert.Contains("content-rows-tight", rows.Find("ol").ClassName, StringComparison.Ordinal);
        Assert.False(rows.Find("ol").HasAttribute("data-results"));
    }

    [Fact]
    public void Facets_HideWhatIsBeyondFive_ButNeverAChosenOne()
    {
        List<FilterValueModel> values = [.. Enumerable.Range(1, 8).Select(number => new FilterValueModel($"v{number}", $"Value {number}", 8 - number, number == 8))];
        var facets = Render<FacetGroupList>(set => set.Add(c => c.Groups, [new FilterGroupModel("topic", "Topic", values)]).Add(c => c.FormId, "search"));
        Assert.Equal("3 more", facets.Find("summary").TextContent);
        Assert.False(facets.Find("details").HasAttribute("open"));
        var first = facets.FindAll("input")[0];
        Assert.Equal(("v8", true, "search"), (first.GetAttribute("value"), first.HasAttribute("checked"), first.GetAttribute("form")));
        Assert.Contains("is-empty", facets.FindAll("label")[0].ClassName, StringComparison.Ordinal);
        Assert.Equal("Topic", facets.Find("legend").TextContent);
    }

    [Fact]
    public void Facets_WithMoreThanFiveChosen_StandOpen_AndWithoutGroupsAreEmpty()
    {
        List<FilterValueModel> chosen = [.. Enumerable.Range(1, 6).Select(number => new FilterValueModel($"v{number}", $"Value {number}", 1_234, true))];
        var facets = Render<FacetGroupList>(set => set.Add(c => c.Groups, [new FilterGroupModel("topic", "Topic", chosen)]));
        Assert.True(facets.Find("details").HasAttribute("open"));
        Assert.Equal("1,234", facets.Find(".facet-count").TextContent);
        Assert.Empty(Render<FacetGroupList>(set => set.Add(c => c.Groups, [])).FindAll("fieldset"));
        Assert.Empty(Render<FacetGroupList>(set => set.Add(c => c.Groups, [new FilterGroupModel("topic", "Topic", [])])).FindAll("input, details"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Chips_OfferToClearAll_OnlyFromTwoOn(int count, bool clears)
    {
        var chips = Render<FilterChips>(set => set.Add(c => c.Chips, [.. Enumerable.Range(0, count).Select(number => new FilterChipModel("CFO", $"/search?without={number}"))]).Add(c => c.ClearHref, "/search"));
        Assert.Equal(count, chips.FindAll("a.chip").Count);
        Assert.Equal(clears, chips.Markup.Contains("Clear all", StringComparison.Ordinal));
        if (count == 0) chips.MarkupMatches("");
        else Assert.Equal("Remove the filter CFO", chips.Find("a.chip").TextContent);
    }

    [Theory]
    [InlineData("pending", "Pending change", "pending")]
    [InlineData("draft", "Draft", "draft")]
    [InlineData("scheduled", "Scheduled", "scheduled")]
    [InlineData("published", "Published", "check")]
    [InlineData("expired", "Expired", "expired")]
    [InlineData("archived", "Archived", "archived")]
    [InlineData("of-later", "of-later", "of-later")]
    public void Status_SaysItselfInWords(string status, string word, string icon)
    {
        var badge = Render<StatusBadge>(set => set.Add(c => c.Status, status).Add(c => c.Detail, "on 3 March"));
        Assert.Equal($"{word} on 3 March", badge.Find(".status").TextContent.Trim());
        Assert.Equal($"/img/icons.svg#{icon}", badge.Find("use").GetAttribute("href"));
    }

    [Theory]
    [InlineData(TrustState.Unverified, "unverified")]
    [InlineData(TrustState.Due, "clock")]
    [InlineData(TrustState.Verified, "verified")]
    [InlineData(TrustState.Expired, "expired")]
    public void Trust_SaysItsStateAndAge(TrustState state, string icon)
    {
        var badge = Render<TrustBadge>(set => set.Add(c => c.Mark, Models.Mark(state)));
        Assert.Equal($"/img/icons.svg#{icon}", badge.Find("use").GetAttribute("href"));
        Assert.Contains(state.ToString(), badge.Find(".trust").TextContent, StringComparison.Ordinal);
        Assert.Equal(("2026-03-07", "7 March 2026"), (badge.Find("time").GetAttribute("datetime"), badge.Find("time").GetAttribute("title")));
        Assert.Empty(Render<TrustBadge>(set => set.Add(c => c.Mark, new TrustMark(state))).FindAll("time"));
    }

    [Fact]
    public void Card_ShowsItsFacts_AndNoEmptyParagraph()
    {
        var card = Render<RelatedCard>(set => set.Add(c => c.Row, Models.Row() with { Trust = Models.Mark() }));
        Assert.Equal("/items/7", card.Find("h3 a").GetAttribute("href"));
        Assert.Equal(["Maria Keller", "1 min 48 s"], card.FindAll(".facts span").Select(fact => fact.TextContent));
        Assert.NotNull(card.Find(".trust"));
        Assert.Empty(Render<RelatedCard>(set => set.Add(c => c.Row, Models.Row() with { Context = null, Facts = [], Side = null })).FindAll("p, .facts span, .trust"));
    }

    [Fact]
    public void Kind_HasItsIconBesideItsWord() =>
        Render<KindLabel>(set => set.Add(c => c.Slug, "clip").Add(c => c.Label, "Clip"))
            .MarkupMatches("""<span class="kind"><svg class="icon icon-small" aria-hidden="true"><use href="/img/icons.svg#clip"></use></svg>Clip</span>""");

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("no marks", "no marks")]
    [InlineData("\u0002all\u0003", "<mark>all</mark>")]
    [InlineData("a \u0002b\u0003 c \u0002d\u0003", "a <mark>b</mark> c <mark>d</mark>")]
    [InlineData("cut \u0002off", "cut off")]
    [InlineData("<b>\u0002<i>\u0003", "&lt;b&gt;<mark>&lt;i&gt;</mark>")]
    public void MarkedWords_AreMarkedAndNothingElseIsTrusted(string? text, string markup) =>
        Render<MarkedWords>(set => set.Add(c => c.Text, text)).MarkupMatches(markup);
}
