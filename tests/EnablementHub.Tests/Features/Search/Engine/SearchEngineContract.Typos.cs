using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Tests.Features.Search.Engine;

public abstract partial class SearchEngineContract
{
    [Theory]
    [InlineData("negotation", "negotiation")]
    [InlineData("negotiatoin", "negotiation")]
    [InlineData("negootiation tactics", "negotiation tactics")]
    [InlineData("pricng", "pricing")]
    [InlineData("objction handlng", "objection handling")]
    public async Task Search_MisspeltWord_FindsWhatWasMeantAndSaysSo(string typed, string meant)
    {
        await PutAsync(Item(1, "Negotiation tactics"), Item(2, "Pricing"), Item(3, "Objection handling"));

        var outcome = Search(typed);

        Assert.Equal(meant, outcome.Corrected);
        Assert.Single(outcome.Hits);
    }

    [Fact]
    public async Task Search_InsteadForWhatWasTyped_CorrectsNothing()
    {
        await PutAsync(Item(1, "Negotiation tactics"));

        var outcome = Search(Query("negotation") with { ForgiveTypos = false });

        Assert.Null(outcome.Corrected);
        Assert.Equal(0, outcome.Total);
    }

    [Fact]
    public async Task Search_WordThatFinds_IsNeverCorrected()
    {
        await PutAsync(Item(1, "Prices"), Item(2, "Pricing"), Item(3, "Pricking"));

        Assert.Null(Search("pricing").Corrected);
        Assert.Null(Search("pricking").Corrected);
    }

    [Fact]
    public async Task Search_MisspeltWhileTyping_FindsTheBeginning()
    {
        await PutAsync(Item(1, "Negotiation tactics"), Item(2, "Welcome"));

        Assert.Equal([1], Found(Query("negatiat") with { LastWordUnfinished = true }));
    }

    [Fact]
    public async Task Search_BlankForgotten_FindsTheTwoWords()
    {
        await PutAsync(Item(1, "Discovery call"), Item(2, "Welcome"));

        var outcome = Search("discoverycall");

        Assert.Equal("discovery call", outcome.Corrected);
        Assert.Equal(1, outcome.Total);
    }

    [Fact]
    public async Task Search_NextToNothingFound_OffersTheUsualSpelling()
    {
        await PutAsync([Item(1, "Notes on negotation"), .. Enumerable.Range(2, 20).Select(id => Item(id, "Negotiation"))]);

        var outcome = Search("negotation");

        Assert.Equal([1], outcome.Hits.Select(hit => hit.Id));
        Assert.Null(outcome.Corrected);
        Assert.Equal("negotiation", outcome.DidYouMean);
    }

    [Fact]
    public async Task Search_CorrectionThatTheViewerMayNotSee_IsNotTold()
    {
        await PutAsync(Item(1, "Layoffs planned") with { Audience = ["role:lead"] }, Item(2, "Welcome"));

        var outcome = Search(Query("layofs") with { Viewer = Visibility.Of(["role:rep"]) });

        Assert.Null(outcome.Corrected);
        Assert.Null(outcome.DidYouMean);
        Assert.Equal(0, outcome.Total);
        Assert.Equal("layoffs", Search("layofs").Corrected);
    }

    [Fact]
    public async Task Search_MisspeltWordWithAccents_IsCorrectedAsItemsWriteIt()
    {
        await PutAsync(Item(1, "Das schwierige Gespräch") with { Language = "de" }, Item(2, "Welcome"));

        Assert.Equal("gespräch", Search("gesprech").Corrected);
    }

    [Fact]
    public async Task Search_WordOfANewItem_CorrectsToItAtOnce()
    {
        await PutAsync(Item(1, "Welcome"));
        await PutAsync(Item(2, "Escalation"));

        Assert.Equal("escalation", Search("escaltion").Corrected);
    }

    [Fact]
    public async Task Search_Synonym_FindsWhatTheLeadSaysIsTheSame()
    {
        Engine.SetVocabulary(new SearchVocabulary
        {
            Synonyms = [["CRM", "customer relationship management"], ["GTM", "go to market"], ["IT", "information technology"], ["deal", "opportunity"]],
        });
        await PutAsync(Item(1, "Our CRM"), Item(2, "Customer relationship management"), Item(3, "GTM plan"), Item(4, "Go-to-market plan"), Item(5, "Opportunities"), Item(6, "Information technology buyers"));

        Assert.Equal([1, 2], Found("crm"));
        Assert.Equal([1, 2], Found("customer relationship management"));
        Assert.Equal([3, 4], Found("gtm plan"));
        Assert.Equal([3, 4], Found("go to market plan"));
        Assert.Equal([5], Found("deals"));
        Assert.Equal([6], Found("it buyers"));
        Assert.Equal([1], Found("\"crm\""));
    }

    [Fact]
    public async Task Search_WordItself_RanksAboveItsSynonym()
    {
        Engine.SetVocabulary(new SearchVocabulary { Synonyms = [["deal", "opportunity"]] });
        await PutAsync(Item(1, "Opportunity"), Item(2, "Deal"));

        Assert.Equal([2, 1], InOrder("deal"));
        Assert.Equal([1, 2], InOrder("opportunity"));
    }

    [Fact]
    public async Task Search_SynonymsChanged_HoldFromTheNextQuestion()
    {
        await PutAsync(Item(1, "Our CRM"));
        Assert.Empty(Found(Query("salesforce") with { ForgiveTypos = false }));
        var before = Engine.Generation;

        Engine.SetVocabulary(new SearchVocabulary { Synonyms = [["CRM", "Salesforce"]] });

        Assert.NotEqual(before, Engine.Generation);
        Assert.Equal([1], Found("salesforce"));
    }
}
