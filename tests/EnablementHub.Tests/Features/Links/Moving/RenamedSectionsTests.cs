using EnablementHub.Features.Links.Moving;

namespace EnablementHub.Tests.Features.Links.Moving;

public sealed class RenamedSectionsTests
{
    [Fact]
    public void Find_ARenamedHeadingBetweenItsNeighbours_IsCertain() => Assert.Equal(
        [new RenamedSection("discounts", "price-talks", true)],
        RenamedSections.Find([At("start"), At("discounts", "Never before the third meeting."), At("end")], [At("start"), At("price-talks", "Never before the third meeting!"), At("end")]));

    [Fact]
    public void Find_AnotherTextInThePlace_IsNotCertain() => Assert.Equal(
        [new RenamedSection("discounts", "competitors", false)],
        RenamedSections.Find([At("start"), At("discounts", "Never before the third meeting.")], [At("start"), At("competitors", "Acme sells cheaper.")]));

    [Fact]
    public void Find_SeveralInOnePlace_GoesByTheirWords() => Assert.Equal(
        [new RenamedSection("a", "x", true), new RenamedSection("b", "y", true)],
        RenamedSections.Find([At("a", "one two three"), At("b", "four five six")], [At("y", "four five six"), At("x", "one two three")]));

    [Fact]
    public void Find_WhatWasRemovedOrAdded_IsNoRename()
    {
        Assert.Empty(RenamedSections.Find([At("a", "one"), At("b", "two")], [At("a", "one")]));
        Assert.Empty(RenamedSections.Find([At("a", "one")], [At("a", "one"), At("b", "two")]));
        Assert.Empty(RenamedSections.Find([At("x", "one"), At("a", "two")], [At("a", "two"), At("y", "three four")]));
        Assert.Empty(RenamedSections.Find([new SectionText("a", 2, "one")], [new SectionText("b", 3, "one")]));
    }

    private static SectionText At(string anchor, string text = "") => new(anchor, 2, text);
}
