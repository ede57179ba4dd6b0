using System.Globalization;
using System.Runtime.InteropServices;
using EnablementHub.Features.Library.Reading;

namespace EnablementHub.Features.Learning;

/// <summary>What somebody can be asked to learn. The numbers are stored.</summary>
public enum LearningKind
{
    /// <summary>An item of the library, watched or read.</summary>
    Item = 1,
    Quiz = 2,
    Practice = 3,
    Course = 4,

    /// <summary>A session with an expert at a date.</summary>
    LiveSession = 5,

    /// <summary>A course elsewhere, shown by a proof.</summary>
    ExternalCourse = 6,
    Exercise = 7,

    /// <summary>A SCORM package.</summary>
    Package = 8,

    /// <summary>A whole onboarding checklist.</summary>
    Checklist = 9,
}

/// <summary>Names one thing that can be learned, whichever room it is from.</summary>
/// <param name="Id">The number that its room gave it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LearningKey(LearningKind Kind, int Id)
{
    /// <summary>For form fields and addresses, for example <c>quiz:12</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Kind.Slug()}:{Id}");

    /// <summary>
    /// Reads what a field holds: <c>quiz:12</c>, the same after a title ("Discovery basics · quiz:12"), or for an item its number or the address of its page.
    /// </summary>
    public static bool TryRead(string? typed, out LearningKey key)
    {
        key = default;
        if (string.IsNullOrWhiteSpace(typed)) return false;
        var last = typed.AsSpan().Trim();
        var space = last.LastIndexOf(' ');
        if (space >= 0) last = last[(space + 1)..];
        var colon = last.IndexOf(':');
        if (colon > 0 && LearningKinds.FromSlug(last[..colon]) is { } kind
            && int.TryParse(last[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
        {
            key = new LearningKey(kind, id);
            return true;
        }

        if (ItemLinks.ReadNumber(typed) is not { } item || item < 1) return false;
        key = new LearningKey(LearningKind.Item, item);
        return true;
    }
}

public static class LearningKinds
{
    public static string Slug(this LearningKind kind) => kind switch
    {
        LearningKind.Item => "item",
        LearningKind.Quiz => "quiz",
        LearningKind.Practice => "practice",
        LearningKind.Course => "course",
        LearningKind.LiveSession => "session",
        LearningKind.ExternalCourse => "external",
        LearningKind.Exercise => "exercise",
        LearningKind.Package => "package",
        _ => "checklist",
    };

    public static string Label(this LearningKind kind) => kind switch
    {
        LearningKind.Item => "Library",
        LearningKind.Quiz => "Quiz",
        LearningKind.Practice => "Practice",
        LearningKind.Course => "Course",
        LearningKind.LiveSession => "Live session",
        LearningKind.ExternalCourse => "External course",
        LearningKind.Exercise => "Exercise",
        LearningKind.Package => "Training package",
        _ => "Onboarding checklist",
    };

    internal static LearningKind? FromSlug(ReadOnlySpan<char> slug)
    {
        foreach (var kind in Enum.GetValues<LearningKind>())
        {
            if (slug.Equals(kind.Slug(), StringComparison.Ordinal)) return kind;
        }

        return null;
    }
}
