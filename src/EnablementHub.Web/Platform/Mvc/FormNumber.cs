using System.Globalization;

namespace EnablementHub.Platform.Mvc;

/// <summary>Whole numbers as forms send them.</summary>
public static class FormNumber
{
    /// <returns>Null for what isn't a whole number from 0 on, in digits and nothing else.</returns>
    public static int? Read(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
