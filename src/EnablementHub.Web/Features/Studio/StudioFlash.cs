using EnablementHub.Features.Library;
using EnablementHub.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Studio;

internal static class StudioFlash
{
    /// <summary>What readers find now that it is published: not everything published is there at once.</summary>
    public static string Published(Item item, DateOnly today) => item switch
    {
        { ChangeOn: { } day } => $"The change goes live on {ReadableTime.Absolute(day)}; until then readers see version {item.LiveNumber}.",
        { ReleaseOn: { } release } when release > today => $"Published. Readers find it from {ReadableTime.Absolute(release)} on.",
        _ => "Published. Readers find it within a second.",
    };

    /// <summary>One sentence for the next page.</summary>
    public static void Tell(this Controller controller, string sentence, FlashTone tone = FlashTone.Done) => Flash.Say(controller.TempData, new Flash(sentence, tone));
}
