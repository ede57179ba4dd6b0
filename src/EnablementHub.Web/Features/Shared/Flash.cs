using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace EnablementHub.Features.Shared;

public enum FlashTone
{
    Done,
    Warning,
    Error,
}

/// <summary>What happened, told on the next page. With an undo address it offers to take it back by a POST.</summary>
public sealed record Flash(string Text, FlashTone Tone = FlashTone.Done, string? UndoAction = null, string? UndoLabel = null)
{
    private const string Key = "flash";

    public static void Say(ITempDataDictionary temporary, Flash flash) => temporary[Key] = JsonSerializer.Serialize(flash);

    public static Flash? Take(ITempDataDictionary temporary) => temporary[Key] is string text ? JsonSerializer.Deserialize<Flash>(text) : null;
}
