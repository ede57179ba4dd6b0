using EnablementHub.Features.Clips;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Media;

namespace EnablementHub.Features.Library.Lifecycle;

/// <param name="Label">What is needed, for the completeness meter.</param>
/// <param name="Sentence">What to do while it isn't met.</param>
public sealed record PublishingRequirement(string Label, bool IsMet, string Sentence);

/// <summary>What a version needs before readers see it (FIELD, Words): one list, asked by the editor's meter and by publishing.</summary>
public static class PublishingRules
{
    public const int ClipWarnsAfterSeconds = 120;
    public const int ClipRefusesAfterSeconds = 300;
    public const int TrainingRefusesAfterSeconds = 480;

    /// <summary>Sentences on what keeps the version from being published; empty: nothing does.</summary>
    public static IReadOnlyList<string> Check(Item item, ItemVersion version, MediaFile? mediaFile, Transcript? transcript) =>
        [.. Requirements(item.Kind, VersionContent.From(version), mediaFile, transcript?.EndSeconds).Where(requirement => !requirement.IsMet).Select(requirement => requirement.Sentence)];

    /// <param name="transcriptEnd">End of the last cue in seconds; null without captions.</param>
    public static IReadOnlyList<PublishingRequirement> Requirements(ItemKind kind, VersionContent content, MediaFile? mediaFile, double? transcriptEnd)
    {
        var length = LengthOf(mediaFile, transcriptEnd);
        var list = new List<PublishingRequirement> { new("Title", content.Title.Length > 0, "Give it a title.") };
        switch (kind)
        {
            case ItemKind.Clip:
                list.Add(new("Recording or captions", mediaFile?.IsPlayable == true || transcriptEnd is not null, "Add the recording, or at least its captions."));
                list.Add(new("At most 5 minutes", length is not > ClipRefusesAfterSeconds || content.LengthOverride.Length > 0,
                    $"The clip is {Describe(length)} long; a clip stays within {Describe(ClipRefusesAfterSeconds)}. Cut it, or a lead gives a reason for the length."));
                break;
            case ItemKind.TrainingVideo:
                list.Add(new("Video", mediaFile?.IsPlayable == true, "Add the video."));
                list.Add(new("At most 8 minutes", mediaFile is null || length is <= TrainingRefusesAfterSeconds, length is null
                    ? "The length of the video can't be read from the file. Add its captions, so that the hub knows."
                    : $"The training video is {Describe(length)} long; people stop watching, so it stays within {Describe(TrainingRefusesAfterSeconds)}. Cut it or split it."));
                list.Add(new("Recap", content.Recap.Length > 0, "Write the recap: what somebody should remember."));
                list.Add(new("Cheat sheet", content.CheatSheet.Length > 0, "Write the cheat sheet or checklist to use afterwards."));
                break;
            case ItemKind.Playbook:
                list.Add(new("Text", content.Body.Length > 0, "Write the playbook's text."));
                break;
            case ItemKind.Template:
                list.Add(new("Text or file", content.Body.Length > 0 || mediaFile is not null, "Write the template's text, or add its file."));
                break;
            case ItemKind.Document:
                list.Add(new("File", mediaFile is not null, "Add the document's file."));
                break;
            case ItemKind.Link:
                list.Add(new("Web address", VersionContent.IsWebAddress(content.LinkUrl), "Enter a web address that begins with http:// or https://."));
                break;
        }

        return list;
    }

    /// <summary>Sentences on what would be better, but doesn't keep it from being published.</summary>
    public static IReadOnlyList<string> Warnings(ItemKind kind, VersionContent content, MediaFile? mediaFile, double? transcriptEnd)
    {
        var warnings = new List<string>();
        var length = LengthOf(mediaFile, transcriptEnd);
        if (kind == ItemKind.Clip && length > ClipWarnsAfterSeconds)
            warnings.Add($"The clip is {Describe(length)} long. People stop listening after about {Describe(ClipWarnsAfterSeconds)}: can it be shorter?");
        if (kind == ItemKind.Clip && content.Context.Length == 0) warnings.Add("Say in the context line what happened before.");
        if (kind.IsPlayable() && mediaFile is not null && transcriptEnd is null) warnings.Add("Add captions: without them nobody finds what is said, and some can't follow it.");
        if (kind.IsPlayable() && mediaFile is not null && !MediaTypes.IsPlayableInBrowsers(mediaFile.ContentType))
            warnings.Add("Some browsers can't play this format. Export the recording as MP4 if you can.");
        if (mediaFile?.DurationSeconds is { } duration && transcriptEnd > duration + 5) warnings.Add("The captions run on after the recording ends. Do they belong to it?");
        if (content.Summary.Length == 0) warnings.Add("A one-line summary helps people choose it in a list.");
        return warnings;
    }

    /// <summary>Seconds: the recording's own length, else the end of its captions.</summary>
    public static double? LengthOf(MediaFile? mediaFile, double? transcriptEnd) => mediaFile?.DurationSeconds ?? transcriptEnd;

    private static string Describe(double? seconds)
    {
        var whole = (int)Math.Ceiling(seconds ?? 0);
        return whole % 60 == 0 ? FormattableString.Invariant($"{whole / 60} min") : FormattableString.Invariant($"{whole / 60} min {whole % 60:00} s");
    }
}
