using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Tests.Features.Search.Engine;

public abstract partial class SearchEngineContract
{
    private static readonly IndexedCue[] Transcript =
    [
        new(0, 4.2, "Ines", "Thank you for your time today."),
        new(4.2, 9.75, "Ines", "Let us look at the total cost"),
        new(9.75, 14, "Tom", "of ownership over three years."),
        new(14, 20.5, "Tom", "Discounts are not the point here."),
        new(20.5, 25, "Ines", "We can talk about a discount later."),
    ];

    [Fact]
    public async Task Hit_ShowsTitleAndSnippetWithTheWordsMarked()
    {
        await PutAsync(Item(1, "Handling price objections", summary: "What to say when the price seems high."));

        var hit = Search("prices objection").Hits[0];

        Assert.Equal("Handling [price] [objections]", Shown(hit.Title));
        Assert.Equal("What to say when the [price] seems high.", Shown(hit.Snippet));
    }

    [Fact]
    public async Task Snippet_OfALongBody_IsThePieceWithTheWords()
    {
        var filler = string.Join(' ', Enumerable.Repeat("Nothing of interest stands in this sentence.", 40));
        await PutAsync(Item(1, "Talk", $"{filler} The champion met procurement yesterday. {filler}", "A short summary."));

        var snippet = Search("champion procurement").Hits[0].Snippet;

        Assert.Contains("The [champion] met [procurement] yesterday.", Shown(snippet), StringComparison.Ordinal);
        Assert.InRange(snippet.Length, 60, 260);
        Assert.Equal('…', snippet[0]);
    }

    [Fact]
    public async Task Snippet_WithoutTheWords_IsTheSummary()
    {
        await PutAsync(Item(1, "Procurement", "The body.", "The summary."));

        Assert.Equal("The summary.", Search("procurement").Hits[0].Snippet);
    }

    [Fact]
    public async Task Marks_StandOnlyWhereTheEngineSetsThem()
    {
        await PutAsync(Item(1, "A \u0002price\u0003 talk\u0002", "\u0003price\u0002"));

        var hit = Search("talk").Hits[0];

        Assert.Equal("A  price  [talk]", Shown(hit.Title).TrimEnd());
        Assert.DoesNotContain(MarkedText.Start, hit.Snippet);
    }

    [Fact]
    public async Task Marks_CoverPhrasesNamesAndForms()
    {
        await PutAsync(Item(1, "Our 24/7 e-mail and C++ support", "total cost of ownership, costs of total ownership"));

        Assert.Equal("Our [24/7] e-mail and C++ support", Shown(Search("24/7").Hits[0].Title));
        Assert.Equal("Our 24/7 [e-mail] and [C++] support", Shown(Search("email c++").Hits[0].Title));
        Assert.Equal("[total cost of ownership], costs of total ownership", Shown(Search("\"total cost of ownership\"").Hits[0].Snippet));
        Assert.Equal("total [cost] of ownership, [costs] of total ownership", Shown(Search("cost").Hits[0].Snippet));
    }

    [Fact]
    public async Task Cues_OfATranscriptHit_NameSentenceSpeakerAndSeconds()
    {
        await PutAsync(Item(1, "Talk") with { Cues = Transcript });

        var cues = Search("discount").Hits[0].Cues;

        Assert.Equal(
            [new CueHit(14, 20.5, "Tom", "[Discounts] are not the point here."), new CueHit(20.5, 25, "Ines", "We can talk about a [discount] later.")],
            cues.Select(cue => cue with { Text = Shown(cue.Text) }));
        Assert.Single(Search(Query("discount") with { CuesPerHit = 1 }).Hits[0].Cues);
        Assert.Empty(Search(Query("discount") with { CuesPerHit = 0 }).Hits[0].Cues);
    }

    [Fact]
    public async Task Cues_WordsAcrossTwoSentences_GiveBothAsOne()
    {
        await PutAsync(Item(1, "Talk") with { Cues = Transcript });

        foreach (var typed in new[] { "\"cost of ownership\"", "total ownership" })
        {
            var cue = Search(typed).Hits[0].Cues[0];
            Assert.Equal((4.2, 14.0), (cue.Start, cue.End));
            Assert.StartsWith("Let us look at the", cue.Text, StringComparison.Ordinal);
        }

        Assert.Equal("Let us look at the total [cost of ownership] over three years.", Shown(Search("\"cost of ownership\"").Hits[0].Cues[0].Text));
    }

    [Fact]
    public async Task Cues_OfAHitElsewhere_AreNone()
    {
        await PutAsync(Item(1, "Procurement") with { Cues = Transcript });

        Assert.Empty(Search("procurement").Hits[0].Cues);
        Assert.Empty(Search("").Hits[0].Cues);
    }

    [Fact]
    public void MarkedText_InPieces_TellsMarkedFromPlain()
    {
        var marked = $"a {MarkedText.Start}b{MarkedText.End} c";

        Assert.Equal([("a ", false), ("b", true), (" c", false)], MarkedText.Pieces(marked));
        Assert.Equal("a b c", MarkedText.Unmark(marked));
        Assert.Empty(MarkedText.Pieces(""));
    }
}
