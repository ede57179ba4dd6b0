using EnablementHub.Features.Clips;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Forms;

namespace EnablementHub.Features.Studio.Editing;

/// <summary>Turns the editor's page into the models of the shared components.</summary>
internal static class EditorFieldModels
{
    public static FormFieldModel Field(this EditorPage page, string name, string label, string? hint = null, int? max = null, int rows = 1, string type = "text", bool isOptional = false, string? width = "wide") => new()
    {
        Name = name,
        Label = label,
        Value = page.Fields[name],
        Hint = hint,
        Error = page.ProblemOf(name),
        Type = type,
        Rows = rows,
        MaxLength = max,
        Autocomplete = "off",
        IsOptional = isOptional,
        Width = width,
    };

    public static FormFieldModel Choice(this EditorPage page, string name, string label, IEnumerable<Choice> choices) =>
        page.Field(name, label, width: null) with { Choices = [.. choices.Select(choice => new FieldChoice(choice.Value, choice.Label))] };

    public static string? Describe(MediaFile? file) => file is null ? null
        : file.DurationSeconds is { } seconds ? $"{file.FileName}, {ReadableTime.Duration(seconds)}, {Size(file.Length)}" : $"{file.FileName}, {Size(file.Length)}";

    public static string? Describe(Transcript? captions) => captions is null ? null : $"{captions.FileName}, until {ReadableTime.Moment(captions.EndSeconds)}";

    public static string Size(long bytes) => bytes switch
    {
        >= 1_000_000_000 => FormattableString.Invariant($"{bytes / 1e9:0.#} GB"),
        >= 1_000_000 => FormattableString.Invariant($"{bytes / 1e6:0.#} MB"),
        >= 1_000 => FormattableString.Invariant($"{bytes / 1e3:0} kB"),
        _ => FormattableString.Invariant($"{bytes} bytes"),
    };

    public static string StatusSlug(this EditorPage page) => page.Status.ToString().ToLowerInvariant();
}

/// <summary>One facet group in the editor's details.</summary>
public sealed record FacetGroupModel(FacetChoices Choices, EditorFields Fields);
