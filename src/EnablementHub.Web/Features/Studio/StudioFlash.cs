using EnablementHub.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Studio;

internal static class StudioFlash
{
    /// <summary>One sentence for the next page.</summary>
    public static void Tell(this Controller controller, string sentence, FlashTone tone = FlashTone.Done) => Flash.Say(controller.TempData, new Flash(sentence, tone));
}
