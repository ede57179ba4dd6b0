using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components;
using EnablementHub.Features.Shared.Components.Figures;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Features.Shared.Components.Items;
using EnablementHub.Features.Shared.Components.Players;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.ComponentTests;

/// <summary>What holds for each shared component, whatever it is given; one that nobody has entered here fails.</summary>
public sealed class EveryComponentTests : BunitContext
{
    /// <summary>Each with texts of the test's choice in every place that takes one.</summary>
    private static readonly Dictionary<Type, Func<string, object>> Filled = new()
    {
        [typeof(DayText)] = _ => new { Day = Models.Today, Models.Today },
        [typeof(DiffView)] = text => new { Caption = text, Rows = new DiffRowModel[] { new(DiffKind.Added, 1, null, [new(text), new(text, true)]), new(DiffKind.Skipped, null, null, [new(text)]) } },
        [typeof(EmptyState)] = text => new { Title = text, Text = text, ActionHref = "/", ActionLabel = text },
        [typeof(FlashMessage)] = text => new { Message = new Flash(text, FlashTone.Warning, "/undo", text), AntiforgeryToken = text },
        [typeof(Icon)] = text => new { Name = "play", Label = text },
        [typeof(KeyboardHint)] = text => new { Keys = text, Words = text },
        [typeof(Pager)] = text => new { Pages = new PagerModel(1, int.MaxValue, int.MaxValue, "/?page=1", "/?page=3"), Label = text },
        [typeof(PersonChip)] = text => new { Name = text, Href = "/" },
        [typeof(TimeText)] = _ => new { Moment = Models.Now },
        [typeof(Chart)] = text => new { Model = new ChartModel { Id = "x", Caption = text, LabelHeading = text, Labels = [text], Series = [new(text, [1])] }, Empty = text },
        [typeof(BarChart)] = text => new { Caption = text, Bars = new BarModel[] { new(text, 3, text, "/") }, LabelHeading = text, ValueHeading = text },
        [typeof(ProgressMeter)] = text => new { Label = text, Words = text, Done = 1.0, Of = 2.0 },
        [typeof(Sparkline)] = text => new { Values = new double[] { 1, 2 }, Words = text },
        [typeof(ConfirmPanel)] = text => new { Title = text, Consequences = new Consequence[] { new(text, "/") }, ButtonLabel = text, ButtonName = text, ButtonValue = text, CancelHref = "/", CancelLabel = text },
        [typeof(ErrorSummary)] = text => new { Errors = new FormError[] { new(text, "Title"), new(text) }, Title = text },
        [typeof(FieldRow)] = text => new { Field = new FormFieldModel { Name = "Title", Label = text, Value = text, Hint = text, Error = text, Autocomplete = text } },
        [typeof(ItemPicker)] = text => new { Id = "x", Name = "x", Value = text, IsInvalid = true },
        [typeof(MarkdownEditor)] = text => new { Id = "x", Name = "x", Label = text, Value = text, Error = text, ShowsStatus = true },
        [typeof(UploadField)] = text => new { Id = "x", Label = text, Hint = text, UploadHref = "/", MaxBytes = 1L, Current = text, Error = text, Accept = text },
        [typeof(ContentRow)] = text => new { Row = Full(text), IsResult = true },
        [typeof(ContentRows)] = text => new { Rows = new[] { Full(text) }, IsResults = true },
        [typeof(FacetGroupList)] = text => new { Groups = new FilterGroupModel[] { new("topic", text, [new("a", text, 1)]) } },
        [typeof(FilterChips)] = text => new { Chips = new FilterChipModel[] { new(text, "/"), new(text, "/") }, ClearHref = "/" },
        [typeof(KindLabel)] = text => new { Slug = "clip", Label = text },
        [typeof(MarkedWords)] = text => new { Text = $"\u0002{text}\u0003{text}" },
        [typeof(RelatedCard)] = text => new { Row = Full(text) },
        [typeof(StatusBadge)] = text => new { Status = "draft", Detail = text },
        [typeof(TrustBadge)] = text => new { Mark = new TrustMark(TrustState.Due, text, "2026-03-10", text) },
        [typeof(CueLink)] = text => new { Cue = Models.Cue(text) with { Speaker = text }, PlaceId = "x" },
        [typeof(DurationText)] = _ => new { Seconds = 108.4 },
        [typeof(MediaPlayer)] = text => new { Player = Models.Player() with { Title = text, Speaker = text, FirstLine = text, HasVideo = false, SearchId = text, Start = 1, End = 2 } },
        [typeof(TranscriptView)] = text => new { Cues = new TranscriptCueModel[] { new(0, 1, text, text) }, PlayerId = "x", ItemHref = "/", Find = text },
    };

    public static TheoryData<string> Names => [.. Filled.Keys.Select(type => type.Name)];

    [Fact]
    public void EachComponent_IsEnteredHere()
    {
        var all = typeof(Icon).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ComponentBase)) && type.Namespace?.StartsWith("EnablementHub.Features.Shared.Components", StringComparison.Ordinal) == true);
        Assert.Equal(all.Where(type => type.Name != "_Imports").Select(type => type.Name).Order(), Filled.Keys.Select(type => type.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HostileText_StaysText(string name)
    {
        var shown = Show(name, Models.Hostile);
        Assert.Empty(shown.FindAll("script, [onclick], [style]"));
        Assert.DoesNotContain("javascript:", shown.Markup, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LongText_IsWholeWhereItIsShown(string name)
    {
        var shown = Show(name, Models.Long);
        if (name is nameof(DayText) or nameof(TimeText) or nameof(DurationText)) return;
        Assert.Contains(Models.Long, shown.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Controls_HaveNames_AndReferencesLeadSomewhere(string name)
    {
        var shown = Show(name, "Plain words");
        Assert.All(shown.FindAll("a, button"), control => Assert.NotEqual("", (control.GetAttribute("aria-label") ?? control.TextContent).Trim()));
        Assert.All(shown.FindAll("svg"), icon => Assert.True(icon.GetAttribute("aria-hidden") == "true" || icon.GetAttribute("aria-label") is { Length: > 0 }));
        Assert.All(shown.FindAll("label[for]"), label => Assert.NotNull(shown.Find($"[id='{label.GetAttribute("for")}']")));
        Assert.All(shown.FindAll("[aria-describedby]"), control => Assert.All(control.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(shown.Find($"[id='{id}']"))));
        var ids = shown.FindAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
    }

    private static ContentRowModel Full(string text) => Models.Row(text) with { Context = text, Facts = [text], Side = text, Trust = new TrustMark(TrustState.Verified, text), Cues = [Models.Cue(text) with { Speaker = text }] };

    private IRenderedComponent<DynamicComponent> Show(string name, string text)
    {
        Services.AddSingleton(TimeProvider.System);
        Services.AddHttpContextAccessor();
        var (type, fill) = Filled.Single(entry => entry.Key.Name == name);
        var given = fill(text);
        var parameters = given.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(given)!, StringComparer.Ordinal);
        return Render<DynamicComponent>(set => set.Add(c => c.Type, type).Add(c => c.Parameters, parameters));
    }
}
