using EnablementHub.Features.Shared.Components;
using EnablementHub.Features.Shared.Components.Figures;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Features.Shared.Components.Items;
using EnablementHub.Features.Shared.Components.Players;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EnablementHub.Tests.Features.Shared.Components;

public sealed class ComponentTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Row_MarksFoundWordsAndNeverTrustsThem()
    {
        var html = await RenderAsync<ContentRow>(new { Row = Row("The \u0002price\u0003 of <script>"), IsResult = true });
        Assert.Contains("The <mark>price</mark> of &lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Play: The price of &lt;script&gt;\"", html, StringComparison.Ordinal);
        Assert.Contains("hx-target=\"#play-7\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_WithNothingToPlay_ShowsItsKind()
    {
        var html = await RenderAsync<ContentRow>(new { Row = Row("Pricing") with { PlayerHref = null } });
        Assert.DoesNotContain("play-button", html, StringComparison.Ordinal);
        Assert.Contains("#clip", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null, "trust-unverified")]
    [InlineData(-12, 100, null, "trust-verified")]
    [InlineData(-12, 3, null, "trust-due")]
    [InlineData(-100, -2, null, "trust-unverified")]
    [InlineData(-12, 100, -5, "trust-expired")]
    public async Task TrustBadge_SaysItsStateInWords(int? verified, int? due, int? expired, string expected)
    {
        var mark = TrustMark.For(verified is { } days ? Now.AddDays(days) : null, due is { } review ? Today.AddDays(review) : null, expired is { } end ? Today.AddDays(end) : null, Today, Now);
        var html = await RenderAsync<TrustBadge>(new { Mark = mark });
        Assert.Contains(expected, html, StringComparison.Ordinal);
        Assert.Contains(mark.State.ToString(), html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MediaState.ToCome, "Recording to come: transcript only")]
    [InlineData(MediaState.Missing, "The recording cannot be played")]
    public async Task Player_WithoutMedia_SaysWhy(MediaState state, string expected)
    {
        var html = await RenderAsync<MediaPlayer>(new { Player = Player() with { State = state } });
        Assert.Contains(expected, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<video", html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-progress-url", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Player_WithASpan_KeepsToItWithoutScript()
    {
        var html = await RenderAsync<MediaPlayer>(new { Player = Player() with { Start = 38.5, End = 62 } });
        Assert.Contains("src=\"/media/3#t=38.5,62\"", html, StringComparison.Ordinal);
        Assert.Contains("Plays 0:38 to 1:02 only", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transcript_NamesASpeakerOnceATurn()
    {
        TranscriptCueModel[] cues = [new(0, 4, "Maria", "One"), new(4, 8, "Maria", "Two"), new(8, 9, "James", "Three")];
        var html = await RenderAsync<TranscriptView>(new { Cues = cues, PlayerId = "player-7", ItemHref = "/items/7" });
        Assert.Equal(2, html.Split("cue-speaker").Length - 1);
        Assert.Contains("href=\"/items/7?start=4#player-7\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facets_KeepChosenValuesInSight()
    {
        var values = Enumerable.Range(1, 8).Select(number => new FilterValueModel($"v{number}", $"Value {number}", 9 - number, number == 8)).ToList();
        var html = await RenderAsync<FacetGroupList>(new { Groups = new[] { new FilterGroupModel("topic", "Topic", values) } });
        Assert.True(html.IndexOf("Value 8", StringComparison.Ordinal) < html.IndexOf("Value 1", StringComparison.Ordinal));
        Assert.Contains("3 more", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_TiesHintAndErrorToItsControl()
    {
        var html = await RenderAsync<FieldRow>(new { Field = new FormFieldModel { Name = "Title", Label = "Title", Hint = "Short", Error = "Enter a title", Value = "\"x\"" } });
        Assert.Contains("aria-describedby=\"Title-hint Title-error\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_SaysChangesInWordsToo()
    {
        DiffRowModel[] rows = [new(DiffKind.Removed, 1, null, [new("two ", false), new("weeks", true)]), new(DiffKind.Added, null, 1, [new("two ", false), new("months", true)])];
        var html = await RenderAsync<DiffView>(new { Rows = rows, Caption = "Version 1 and 2" });
        Assert.Contains("<del>weeks</del>", html, StringComparison.Ordinal);
        Assert.Contains("<ins>months</ins>", html, StringComparison.Ordinal);
        Assert.Contains(">Removed<", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryOther_RendersWithoutScriptOrStyle()
    {
        var all = string.Concat(
            await RenderAsync<ConfirmPanel>(new { Title = "Archive 3 items?", Consequences = new[] { new Consequence("2 playbooks use them") }, ButtonLabel = "Archive", CancelHref = "/library" }),
            await RenderAsync<BarChart>(new { Bars = new[] { new BarModel("Plays", 3), new BarModel("None", 0) }, Caption = "Most played" }),
            await RenderAsync<Sparkline>(new { Values = new double[] { 1, 4, 2 }, Words = "1, 4, 2 plays" }),
            await RenderAsync<Pager>(new { Pages = new PagerModel(1, 20, 2_041, null, "/library?page=2") }),
            await RenderAsync<ErrorSummary>(new { Errors = new[] { new FormError("Enter a title", "Title") } }),
            await RenderAsync<UploadField>(new { Id = "file", Label = "Recording", Hint = "Video or sound", UploadHref = "/x", MaxBytes = 5L }),
            await RenderAsync<MarkdownEditor>(new { Id = "Body", Name = "Body", Label = "Text", Value = "</textarea>" }),
            await RenderAsync<EmptyState>(new { Title = "Nothing yet", Text = "Add the first clip." }),
            await RenderAsync<ProgressMeter>(new { Label = "Seen", Words = "64 of 108 s", Done = 64.0, Of = 108.0 }),
            await RenderAsync<FilterChips>(new { Chips = new[] { new FilterChipModel("CFO", "/search") } }),
            await RenderAsync<StatusBadge>(new { Status = "pending" }),
            await RenderAsync<KeyboardHint>(new { Keys = "Ctrl K", Words = "opens it" }));
        Assert.DoesNotContain("style=", all, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", all, StringComparison.Ordinal);
        Assert.Contains("&lt;/textarea&gt;", all, StringComparison.Ordinal);
        Assert.Contains("1 to 20 of 2,041", all, StringComparison.Ordinal);
    }

    private static ContentRowModel Row(string title) => new()
    {
        Id = 7,
        KindSlug = "clip",
        KindLabel = "Clip",
        Title = title,
        Href = "/items/7",
        PlayerHref = "/items/7/inline-player",
        Facts = ["Maria Keller", "1 min 48 s"],
        Cues = [new CueLinkModel(38, "Maria", "worth \u0002nine\u0003 days", "/items/7?start=38", "/items/7/inline-player?start=38")],
    };

    private static MediaPlayerModel Player() => new() { ItemId = 7, Title = "Waiting", State = MediaState.Ready, MediaId = 3, MediaHref = "/media/3", HasVideo = true, ProgressHref = "/items/7/progress", ShareHref = "/items/7" };

    private static async Task<string> RenderAsync<TComponent>(object parameters)
        where TComponent : IComponent
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddHttpContextAccessor().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var values = parameters.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(parameters), StringComparer.Ordinal);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(values))).ToHtmlString());
    }
}
