using EnablementHub.Features.Shared.Components.Forms;

namespace EnablementHub.ComponentTests;

public sealed class FormComponentTests : BunitContext
{
    private static readonly FormFieldModel Title = new() { Name = "Title", Label = "Title" };

    [Fact]
    public void Field_TiesItsLabelHintAndErrorToItsControl()
    {
        var field = Show(Title with { Hint = "Short", Error = "Enter a title", Value = "x", MaxLength = 80, Width = "wide", IsOptional = true });
        Assert.Equal("Title", field.Find("label").GetAttribute("for"));
        Assert.Equal("Title (optional)", field.Find("label").TextContent);
        foreach (var id in field.Find("input").GetAttribute("aria-describedby")!.Split(' ')) Assert.NotNull(field.Find($"#{id}"));
        Assert.Equal(("true", "x", "80"), (field.Find("input").GetAttribute("aria-invalid"), field.Find("input").GetAttribute("value"), field.Find("input").GetAttribute("maxlength")));
        Assert.Equal("Error: Enter a title", field.Find(".field-error").TextContent);
        Assert.Contains("has-error", field.Find(".field").ClassName, StringComparison.Ordinal);
        Assert.Contains("field-wide", field.Find(".field").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void Field_WithoutHintOrError_ReferencesNothing()
    {
        var field = Show(Title);
        Assert.Empty(field.FindAll(".field-hint, .field-error, [aria-describedby], [aria-invalid], [maxlength]"));
        Assert.Equal("text", field.Find("input").GetAttribute("type"));
    }

    [Fact]
    public void Field_OfChoices_SelectsTheValue_AndNothingWhereItIsUnknown()
    {
        FieldChoice[] choices = [new("", "Nobody"), new("a", "Ada"), new("b", "Ben")];
        Assert.Equal(["Ben"], Show(Title with { Choices = choices, Value = "b" }).FindAll("option[selected]").Select(option => option.TextContent));
        Assert.Empty(Show(Title with { Choices = choices, Value = "gone" }).FindAll("option[selected]"));
        Assert.Empty(Show(Title with { Choices = [] }).FindAll("option"));
    }

    [Theory]
    [InlineData("\nfirst line is empty")]
    [InlineData("</textarea><script>alert(1)</script>")]
    [InlineData("")]
    [InlineData(null)]
    public void TextArea_KeepsWhatWasTyped(string? value)
    {
        Assert.Equal(value ?? "", Show(Title with { Rows = 4, Value = value }).Find("textarea").TextContent);
        Assert.Equal(value ?? "", Render<MarkdownEditor>(set => set.Add(c => c.Id, "Body").Add(c => c.Name, "Body").Add(c => c.Label, "Text").Add(c => c.Value, value)).Find("textarea").TextContent);
    }

    [Fact]
    public void Field_ForAnItem_OffersTitles()
    {
        var field = Show(Title with { PicksItem = true, Value = "/items/7", Error = "There is no such item" });
        Assert.Equal("/search/suggest", field.Find(".picker").GetAttribute("data-suggest"));
        Assert.Equal(("/items/7", "true", "Title-error"), (field.Find("input").GetAttribute("value"), field.Find("input").GetAttribute("aria-invalid"), field.Find("input").GetAttribute("aria-describedby")));
        Assert.False(Render<ItemPicker>(set => set.Add(c => c.Id, "x").Add(c => c.Name, "x")).Find("input").HasAttribute("aria-invalid"));
    }

    [Fact]
    public void Editor_SaysItsErrorAndItsStatus_OnlyWhereThereAreSome()
    {
        var plain = Render<MarkdownEditor>(set => set.Add(c => c.Id, "Body").Add(c => c.Name, "Body").Add(c => c.Label, "Text").Add(c => c.IsShort, true));
        Assert.Empty(plain.FindAll(".field-error, [aria-describedby], [aria-invalid], [data-editor-status]"));
        Assert.DoesNotContain(":::", plain.Markup, StringComparison.Ordinal);
        var full = Render<MarkdownEditor>(set => set.Add(c => c.Id, "Body").Add(c => c.Name, "Body").Add(c => c.Label, "Text").Add(c => c.Error, "Too long").Add(c => c.ShowsStatus, true).Add(c => c.MaxLength, 100));
        Assert.NotNull(full.Find($"#{full.Find("textarea").GetAttribute("aria-describedby")}"));
        Assert.NotNull(full.Find("[data-editor-status]"));
        Assert.Contains(":::", full.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, null, "There is a problem")]
    [InlineData(2, null, "There are 2 problems")]
    [InlineData(2, "Saved, but not published", "Saved, but not published")]
    public void Errors_AreCounted_AndLeadToTheirFields(int count, string? title, string heading)
    {
        var summary = Render<ErrorSummary>(set => set.Add(c => c.Errors, [.. Enumerable.Range(0, count).Select(number => new FormError($"Problem {number}", number == 0 ? "Title" : null))]).Add(c => c.Title, title));
        Assert.Equal(heading, summary.Find("h2").TextContent);
        Assert.Equal("alert", summary.Find("div").GetAttribute("role"));
        Assert.Equal("#Title", summary.Find("li a").GetAttribute("href"));
        Assert.Equal(count, summary.FindAll("li").Count);
        Assert.Single(summary.FindAll("a"));
    }

    [Fact]
    public void NoErrors_AreNoSummary() => Render<ErrorSummary>(set => set.Add(c => c.Errors, [])).MarkupMatches("");

    [Fact]
    public void Confirmation_SaysWhatFollows_AndOffersToLeaveItAlone()
    {
        var panel = Render<ConfirmPanel>(set => set.Add(c => c.Title, "Archive?").Add(c => c.Consequences, [new("2 playbooks use it", "/library"), new("Nobody finds it")]).Add(c => c.ButtonLabel, "Archive").Add(c => c.CancelHref, "/items/7"));
        Assert.Equal(["2 playbooks use it", "Nobody finds it"], panel.FindAll("li").Select(line => line.TextContent));
        Assert.Contains("btn-danger", panel.Find("button").ClassName, StringComparison.Ordinal);
        Assert.Equal(("Keep as it is", "/items/7"), (panel.Find(".actions a").TextContent, panel.Find(".actions a").GetAttribute("href")));
        var mild = Render<ConfirmPanel>(set => set.Add(c => c.Title, "Go on?").Add(c => c.Consequences, []).Add(c => c.ButtonLabel, "Go on").Add(c => c.CancelHref, "/").Add(c => c.IsDestructive, false).Add(c => c.ButtonName, "intent").Add(c => c.ButtonValue, "go"));
        Assert.Empty(mild.FindAll("ul"));
        Assert.Equal(("btn btn-primary", "intent", "go"), (mild.Find("button").ClassName, mild.Find("button").GetAttribute("name"), mild.Find("button").GetAttribute("value")));
    }

    [Fact]
    public void Upload_SaysWhatIsThere_AndWhatWentWrong()
    {
        var empty = Upload(null, null);
        Assert.Empty(empty.FindAll(".upload-file, .field-error"));
        Assert.Equal(("file", "file", "media-hint"), (empty.Find("input").GetAttribute("type"), empty.Find("input").GetAttribute("name"), empty.Find("input").GetAttribute("aria-describedby")));
        var full = Upload("call.mp4, 1:48", "That is no recording");
        Assert.Equal("call.mp4, 1:48", full.Find(".upload-file span").TextContent);
        Assert.Equal("That is no recording", full.Find("#media-error").TextContent);
        Assert.Equal(("/studio/7/media", "2000000000"), (full.Find(".upload").GetAttribute("data-upload-url"), full.Find(".upload").GetAttribute("data-max-bytes")));
    }

    private IRenderedComponent<UploadField> Upload(string? current, string? error) => Render<UploadField>(set => set
        .Add(c => c.Id, "media").Add(c => c.Label, "Recording").Add(c => c.Hint, "Video or sound").Add(c => c.UploadHref, "/studio/7/media").Add(c => c.MaxBytes, 2_000_000_000).Add(c => c.Current, current).Add(c => c.Error, error));

    private IRenderedComponent<FieldRow> Show(FormFieldModel field) => Render<FieldRow>(set => set.Add(c => c.Field, field));
}
