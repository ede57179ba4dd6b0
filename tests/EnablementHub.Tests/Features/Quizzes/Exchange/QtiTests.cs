using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Exchange.Qti;

namespace EnablementHub.Tests.Features.Quizzes.Exchange;

public sealed class QtiTests
{
    [Fact]
    public void Choice_OrderMatchAndTextEntry_BecomeOurs()
    {
        var choice = One(Item("""
            <responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>A</value></correctResponse></responseDeclaration>
            <itemBody><p>Look at the text.</p><choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1"><prompt>What does it say?</prompt>
            <simpleChoice identifier="A">You must stay with your luggage.</simpleChoice><simpleChoice identifier="B">Do not let <b>someone</b> else look after it.</simpleChoice></choiceInteraction></itemBody>
            <modalFeedback outcomeIdentifier="F" identifier="A" showHide="show">Because it says so.</modalFeedback>
            """));
        Assert.Equal((QuestionKind.OneChoice, "Look at the text.\nWhat does it say?", "Because it says so."), (choice.Kind, choice.Prompt, choice.Explanation));
        Assert.Equal([("You must stay with your luggage.", true), ("Do not let someone else look after it.", false)], choice.Parts.Choices.Select(c => (c.Text, c.IsRight)));

        var order = One(Item("""
            <responseDeclaration identifier="R" cardinality="ordered" baseType="identifier"><correctResponse><value>C</value><value>A</value></correctResponse></responseDeclaration>
            <itemBody><orderInteraction responseIdentifier="R"><prompt>Who was first?</prompt><simpleChoice identifier="A">Rubens</simpleChoice><simpleChoice identifier="C">Michael</simpleChoice></orderInteraction></itemBody>
            """));
        Assert.Equal((QuestionKind.Ordering, "Who was first?"), (order.Kind, order.Prompt));
        Assert.Equal(["Michael", "Rubens"], order.Parts.Choices.Select(c => c.Text));

        var match = One(Item("""
            <responseDeclaration identifier="R" cardinality="multiple" baseType="directedPair"><correctResponse><value>C R1</value><value>D M</value></correctResponse></responseDeclaration>
            <itemBody><matchInteraction responseIdentifier="R"><prompt>Who is in which play?</prompt>
            <simpleMatchSet><simpleAssociableChoice identifier="C" matchMax="1">Capulet</simpleAssociableChoice><simpleAssociableChoice identifier="D" matchMax="1">Demetrius</simpleAssociableChoice></simpleMatchSet>
            <simpleMatchSet><simpleAssociableChoice identifier="M" matchMax="4">A Dream</simpleAssociableChoice><simpleAssociableChoice identifier="R1" matchMax="4">Romeo</simpleAssociableChoice><simpleAssociableChoice identifier="T" matchMax="4">The Tempest</simpleAssociableChoice></simpleMatchSet></matchInteraction></itemBody>
            """));
        Assert.Equal([("Capulet", "Romeo"), ("Demetrius", "A Dream"), ("", "The Tempest")], match.Parts.Choices.Select(c => (c.Text, c.Match)));

        var entry = One(Item("""
            <responseDeclaration identifier="R" cardinality="single" baseType="string"><correctResponse><value>York</value></correctResponse><mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1"/><mapEntry mapKey="york town" mappedValue="1"/><mapEntry mapKey="Y" mappedValue="0.5"/></mapping></responseDeclaration>
            <itemBody><p>Made glorious summer by this sun of <textEntryInteraction responseIdentifier="R" expectedLength="15"/>;</p></itemBody>
            """));
        Assert.Equal((QuestionKind.ShortText, "Made glorious summer by this sun of _____ ;"), (entry.Kind, entry.Prompt));
        Assert.Equal(["York", "york town"], entry.Parts.Accepted);

        var number = One(Item("""
            <responseDeclaration identifier="R" cardinality="single" baseType="float"><correctResponse><value>12.5</value></correctResponse></responseDeclaration>
            <itemBody><p>How many? <textEntryInteraction responseIdentifier="R"/></p></itemBody>
            """));
        Assert.Equal((QuestionKind.Numeric, 12.5), (number.Kind, number.Parts.Number!.Value));
    }

    [Theory]
    [InlineData("<itemBody><p>Write.</p><extendedTextInteraction responseIdentifier=\"R\"/></itemBody>", "extendedTextInteraction, isn’t read")]
    [InlineData("<itemBody><p>Nothing.</p></itemBody>", "It asks for no answer.")]
    [InlineData("<itemBody><choiceInteraction responseIdentifier=\"R\"><simpleChoice identifier=\"A\">a</simpleChoice></choiceInteraction></itemBody>", "It doesn’t say which choice is right.")]
    [InlineData("", "It has no itemBody.")]
    public void WhatIsNotUnderstood_IsToldWithItsLine(string body, string sentence)
    {
        var read = QtiReader.Read(Item(body));
        Assert.Empty(read.Questions);
        var note = Assert.Single(read.Notes);
        Assert.Contains(sentence, note.Sentence, StringComparison.Ordinal);
        Assert.Equal(2, note.Line);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE assessmentItem [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<assessmentItem><itemBody>&x;</itemBody></assessmentItem>", "It has a document type (DTD)")]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<l>&b;</l>", "It has a document type (DTD)")]
    [InlineData("<assessmentItem>\n<itemBody>", "It is no well-formed XML")]
    [InlineData("<questions/>", "There is no assessmentItem in it.")]
    public void HostileOrOtherXml_IsRefusedWithASentence(string xml, string sentence)
    {
        var read = QtiReader.Read(xml);
        Assert.Empty(read.Questions);
        Assert.Contains(sentence, Assert.Single(read.Notes).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void DeepNesting_IsRefusedAndEndsSoon()
    {
        var read = QtiReader.Read(string.Concat(Enumerable.Repeat("<a>", 50_000)) + string.Concat(Enumerable.Repeat("</a>", 50_000)));
        Assert.Contains("deep", Assert.Single(read.Notes).Sentence, StringComparison.Ordinal);
    }

    private static EnablementHub.Features.Quizzes.Writing.QuestionValues One(string xml)
    {
        var read = QtiReader.Read(xml);
        Assert.True(read.Notes.Count == 0, string.Join('\n', read.Notes));
        return Assert.Single(read.Questions).Values;
    }

    private static string Item(string body) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"one\" title=\"One\" adaptive=\"false\" timeDependent=\"false\">{body}</assessmentItem>";
}
