using EnablementHub.Features.Shared.Components.Items;
using EnablementHub.Features.Shared.Components.Players;

namespace EnablementHub.ComponentTests;

/// <summary>What the components are shown: ordinary, and as bad as people write it.</summary>
internal static class Models
{
    /// <summary>Longer than any field allows, with no place to break.</summary>
    public static readonly string Long = new('w', 3_000);

    public const string Hostile = "<script>alert(1)</script>\" onclick=\"alert(2)\" '>&amp;";

    public static readonly DateOnly Today = new(2026, 3, 10);
    public static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public static ContentRowModel Row(string title = "The price of \u0002waiting\u0003") => new()
    {
        Id = 7,
        KindSlug = "clip",
        KindLabel = "Clip",
        Title = title,
        Href = "/items/7",
        PlayerHref = "/items/7/inline-player",
        Facts = ["Maria Keller", "1 min 48 s"],
        Context = "What waiting costs them",
        Cues = [Cue()],
        Side = "214 plays",
        Rank = 3,
    };

    public static CueLinkModel Cue(string text = "worth \u0002nine\u0003 days") => new(38, "Maria", text, "/items/7?start=38", "/items/7/inline-player?start=38");

    public static MediaPlayerModel Player() => new()
    {
        ItemId = 7,
        Title = "Waiting",
        State = MediaState.Ready,
        MediaId = 3,
        MediaHref = "/media/3",
        HasVideo = true,
        DurationSeconds = 108,
        CaptionsHref = "/captions/3",
        Language = "de",
        ProgressHref = "/items/7/progress",
        ShareHref = "/items/7",
    };

    public static TrustMark Mark(TrustState state = TrustState.Verified) => new(state, "3 days ago", "2026-03-07", "7 March 2026");
}
