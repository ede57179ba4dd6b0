using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components;
using EnablementHub.Features.Shared.Components.Figures;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.ComponentTests;

public sealed class SmallComponentTests : BunitContext
{
    [Fact]
    public void Bars_AreWideAsTheirShareOfTheMost()
    {
        var chart = Render<BarChart>(set => set.Add(c => c.Caption, "Most played").Add(c => c.Bars, [new BarModel("Plays", 2_000, Href: "/items/7"), new BarModel("Half", 1_000, "1 k"), new BarModel("None", 0), new BarModel("Less", -5)]));
        Assert.Equal(["100", "50", "0", "0"], chart.FindAll(".chart-bar").Select(bar => bar.GetAttribute("width")));
        Assert.Equal(["2,000", "1 k", "0", "-5"], chart.FindAll(".number").Select(cell => cell.TextContent));
        Assert.Equal("/items/7", chart.Find("th a").GetAttribute("href"));
        Assert.Equal("Most played", chart.Find("caption").TextContent);
    }

    [Fact]
    public void Bars_OfNothing_HaveNoRows()
    {
        Assert.Empty(Render<BarChart>(set => set.Add(c => c.Caption, "Empty").Add(c => c.Bars, [])).FindAll("tbody tr"));
        Assert.Equal("0", Render<BarChart>(set => set.Add(c => c.Caption, "Zeros").Add(c => c.Bars, [new BarModel("None", 0)])).Find(".chart-bar").GetAttribute("width"));
    }

    [Fact]
    public void Chart_HasItsFiguresInATable_ForWhoeverSeesNoDrawing()
    {
        var chart = Render<Chart>(set => set.Add(c => c.Model, new ChartModel { Id = "use", Caption = "Use by week", LabelHeading = "Week", Labels = ["2 March", "9 March"], Series = [new("Plays", [3, 0]), new("Views", [12.5, 1_000])] }));
        Assert.Equal(["Week", "Plays", "Views"], chart.FindAll("thead th").Select(cell => cell.TextContent));
        Assert.Equal(["2 March", "3", "12.5", "9 March", "0", "1000"], chart.FindAll("tbody tr > *").Select(cell => cell.TextContent));
        Assert.Equal("use-caption", chart.Find("canvas").GetAttribute("aria-labelledby"));
        Assert.Equal("Use by week", chart.Find("#use-caption").TextContent);
        Assert.True(chart.Find("details").HasAttribute("open"));
    }

    [Fact]
    public void Chart_OfNothing_SaysSo()
    {
        var chart = Render<Chart>(set => set.Add(c => c.Model, new ChartModel { Id = "use", Caption = "Use by week", LabelHeading = "Week", Labels = [], Series = [] }).Add(c => c.Empty, "Nobody has played anything yet."));
        Assert.Equal("Nobody has played anything yet.", chart.Find("p").TextContent);
        Assert.Empty(chart.FindAll("canvas, table"));
    }

    [Theory]
    [InlineData(64, 108, "64", false)]
    [InlineData(108, 108, "108", true)]
    [InlineData(200, 108, "108", true)]
    [InlineData(-1, 108, "0", false)]
    [InlineData(0, 0, "0", false)]
    public void Meter_NeverGoesBeyondItsWhole(double done, double whole, string value, bool isComplete)
    {
        var meter = Render<ProgressMeter>(set => set.Add(c => c.Label, "Seen").Add(c => c.Words, "64 of 108 s").Add(c => c.Done, done).Add(c => c.Of, whole));
        Assert.Equal(value, meter.Find("progress").GetAttribute("value"));
        Assert.Equal(isComplete, meter.Find(".meter").ClassList.Contains("is-complete"));
        Assert.Equal("Seen", meter.Find("progress").GetAttribute("aria-label"));
    }

    [Fact]
    public void Sparkline_NeedsTwoValues_AndStaysInItsBox()
    {
        Render<Sparkline>(set => set.Add(c => c.Values, []).Add(c => c.Words, "none")).MarkupMatches("");
        Render<Sparkline>(set => set.Add(c => c.Values, [4]).Add(c => c.Words, "4")).MarkupMatches("");
        var line = Render<Sparkline>(set => set.Add(c => c.Values, [1, 4, -2]).Add(c => c.Words, "1, 4, none"));
        Assert.Equal("0,17 60,2 120,22", line.Find("polyline").GetAttribute("points"));
        Assert.Equal("1, 4, none", line.Find("svg").GetAttribute("aria-label"));
    }

    [Fact]
    public void Diff_SaysChangesInSignsAndWords()
    {
        var diff = Render<DiffView>(set => set.Add(c => c.Caption, "Version 1 and 2").Add(c => c.Rows, [
            new(DiffKind.Skipped, null, null, [new("12 lines are the same")]),
            new(DiffKind.Removed, 13, null, [new("two "), new("weeks", true)]),
            new(DiffKind.Added, null, 13, [new("two "), new("months", true)]),
            new(DiffKind.Same, 14, 14, [new("The end")])]));
        Assert.Equal(("weeks", "months"), (diff.Find("del").TextContent, diff.Find("ins").TextContent));
        Assert.Equal(["Removed", "Added"], diff.FindAll("tbody .visually-hidden").Select(word => word.TextContent));
        Assert.Equal("12 lines are the same", diff.Find(".diff-skip").TextContent);
    }

    [Fact]
    public void Diff_OfEqualTexts_SaysSo()
    {
        var same = Render<DiffView>(set => set.Add(c => c.Caption, "Version 1 and 2").Add(c => c.Rows, [new(DiffKind.Same, 1, 1, [new("Same")])]));
        Assert.Contains("Nothing differs.", same.Markup, StringComparison.Ordinal);
        Assert.Empty(same.FindAll("table"));
        Assert.Contains("Nothing differs.", Render<DiffView>(set => set.Add(c => c.Caption, "Nothing").Add(c => c.Rows, [])).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyState_OffersAStep_OnlyWhereThereIsOne()
    {
        Assert.Empty(Render<EmptyState>(set => set.Add(c => c.Title, "Nothing yet").Add(c => c.Text, "Add the first clip.")).FindAll("a, .actions"));
        var state = Render<EmptyState>(set => set.Add(c => c.Title, "Nothing yet").Add(c => c.Text, "Add the first clip.").Add(c => c.ActionHref, "/studio/new").Add(c => c.ActionLabel, "New clip").AddChildContent("<p>Or wait.</p>"));
        Assert.Equal(("/studio/new", "New clip"), (state.Find(".actions a").GetAttribute("href"), state.Find(".actions a").TextContent));
        Assert.Contains("Or wait.", state.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FlashTone.Done, "flash", "verified")]
    [InlineData(FlashTone.Warning, "flash flash-warning", "warning")]
    [InlineData(FlashTone.Error, "flash flash-error", "error")]
    public void Flash_HasItsTone_AndUndoesByAForm(FlashTone tone, string classes, string icon)
    {
        var plain = Render<FlashMessage>(set => set.Add(c => c.Message, new Flash("Archived.", tone)));
        Assert.Equal(classes, plain.Find("[data-flash]").ClassName!.Trim());
        Assert.Equal($"/img/icons.svg#{icon}", plain.Find("use").GetAttribute("href"));
        Assert.Empty(plain.FindAll("form"));
        var undo = Render<FlashMessage>(set => set.Add(c => c.Message, new Flash("Archived.", tone, "/studio/7/restore")).Add(c => c.AntiforgeryToken, "token"));
        Assert.Equal(("post", "/studio/7/restore", "token"), (undo.Find("form").GetAttribute("method"), undo.Find("form").GetAttribute("action"), undo.Find("input").GetAttribute("value")));
        Assert.Equal("Undo", undo.Find("form button").TextContent);
    }

    [Fact]
    public void Icon_IsSilentBesideAWord_AndNamedWithoutOne()
    {
        Render<Icon>(set => set.Add(c => c.Name, "play")).MarkupMatches("""<svg class="icon" aria-hidden="true"><use href="/img/icons.svg#play"></use></svg>""");
        Render<Icon>(set => set.Add(c => c.Name, "play").Add(c => c.Size, "large").Add(c => c.Label, "Play")).MarkupMatches("""<svg class="icon icon-large" role="img" aria-label="Play"><use href="/img/icons.svg#play"></use></svg>""");
    }

    [Fact]
    public void Keys_StandEachInItsOwn()
    {
        var hint = Render<KeyboardHint>(set => set.Add(c => c.Keys, "Ctrl  K").Add(c => c.Words, "opens it"));
        Assert.Equal(["Ctrl", "K"], hint.FindAll("kbd").Select(key => key.TextContent));
        Assert.Contains("opens it", hint.Markup, StringComparison.Ordinal);
        Assert.Empty(Render<KeyboardHint>(set => set.Add(c => c.Keys, "")).FindAll("kbd"));
    }

    [Fact]
    public void Pager_OffersWhatThereIs()
    {
        Render<Pager>(set => set.Add(c => c.Pages, new PagerModel(0, 0, 0, null, null))).MarkupMatches("");
        Assert.Empty(Render<Pager>(set => set.Add(c => c.Pages, new PagerModel(1, 3, 3, null, null))).FindAll("a"));
        var middle = Render<Pager>(set => set.Add(c => c.Pages, new PagerModel(21, 40, 2_041, "/library?page=1", "/library?page=3")).Add(c => c.Label, "Pages of the library"));
        Assert.Equal("21 to 40 of 2,041", middle.Find("nav > span").TextContent);
        Assert.Equal(["prev", "next"], middle.FindAll("a").Select(link => link.GetAttribute("rel")));
        Assert.Equal("Pages of the library", middle.Find("nav").GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("Maria Keller", "MK")]
    [InlineData("Maria von der Keller", "MK")]
    [InlineData("maria", "M")]
    [InlineData("", "?")]
    [InlineData("👩‍👩‍👧 Ёлка", "👩‍👩‍👧Ё")]
    public void Person_HasInitials_WhateverTheName(string name, string initials)
    {
        var chip = Render<PersonChip>(set => set.Add(c => c.Name, name));
        Assert.Equal(initials, chip.Find(".person-mark").TextContent);
        Assert.Empty(chip.FindAll("a"));
        Assert.Equal("/experts/7", Render<PersonChip>(set => set.Add(c => c.Name, name).Add(c => c.Href, "/experts/7")).Find("a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(400)]
    public void Day_IsReadableForPeopleAndMachines(int days)
    {
        var time = Render<DayText>(set => set.Add(c => c.Day, Models.Today.AddDays(days)).Add(c => c.Today, Models.Today)).Find("time");
        Assert.Equal($"{Models.Today.AddDays(days):yyyy-MM-dd}", time.GetAttribute("datetime"));
        Assert.NotEqual("", time.TextContent);
        Assert.NotEqual("", time.GetAttribute("title"));
    }

    [Fact]
    public void Moment_IsToldAsDistanceOrAsDate_InTheReadersZone()
    {
        Services.AddSingleton<TimeProvider>(new Clock());
        Services.AddHttpContextAccessor();
        var ago = Render<TimeText>(set => set.Add(c => c.Moment, Models.Now.AddDays(-3)));
        Assert.Equal("3 days ago", ago.Find("time").TextContent);
        var date = Render<TimeText>(set => set.Add(c => c.Moment, Models.Now.AddDays(-3)).Add(c => c.Relative, false));
        Assert.Equal(ago.Find("time").GetAttribute("title"), date.Find("time").TextContent);
        Assert.StartsWith("2026-03-07T12:00:00", date.Find("time").GetAttribute("datetime"), StringComparison.Ordinal);
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Models.Now;
    }
}
