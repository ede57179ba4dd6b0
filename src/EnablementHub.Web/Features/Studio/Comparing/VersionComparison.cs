using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared.Components;
using EnablementHub.Platform.Markdown.Comparing;

namespace EnablementHub.Features.Studio.Comparing;

/// <summary>One field that differs, line by line.</summary>
public sealed record FieldDifference(string Label, IReadOnlyList<DiffRowModel> Lines);

public static class VersionComparison
{
    /// <summary>The fields that differ, in the order of the editor.</summary>
    /// <param name="files">What the two versions' files are called, where they are known.</param>
    /// <param name="captions">The same for their captions.</param>
    public static IReadOnlyList<FieldDifference> Compare(VersionContent before, VersionContent after, (string Before, string After)? files = null, (string Before, string After)? captions = null)
    {
        var fields = new (string Label, string Before, string After)[]
        {
            ("Title", before.Title, after.Title),
            ("Summary", before.Summary, after.Summary),
            ("Context", before.Context, after.Context),
            ("Text", before.Body, after.Body),
            ("Recap", before.Recap, after.Recap),
            ("Cheat sheet", before.CheatSheet, after.CheatSheet),
            ("Web address", before.LinkUrl ?? "", after.LinkUrl ?? ""),
            ("Reason for the length", before.LengthOverride, after.LengthOverride),
            ("File", files?.Before ?? "", files?.After ?? ""),
            ("Captions", captions?.Before ?? "", captions?.After ?? ""),
        };
        return [.. fields.Where(field => field.Before != field.After).Select(field => new FieldDifference(field.Label, Rows(field.Before, field.After)))];
    }
    private static IReadOnlyList<DiffRowModel> Rows(string before, string after) => [.. TextDiff.Compare(before, after).SelectMany(Rows)];

    /// <summary>The page shows a changed line as the old one above the new one.</summary>
    private static IEnumerable<DiffRowModel> Rows(DiffRow row)
    {
        switch (row.Kind)
        {
            case DiffRowKind.Folded:
                yield return new DiffRowModel(DiffKind.Skipped, null, null, [new DiffSegmentModel($"{row.FoldedLines} lines are the same")]);
                break;
            case DiffRowKind.Same:
                yield return new DiffRowModel(DiffKind.Same, row.OldLine, row.NewLine, Segments(row.New));
                break;
            default:
                if (row.OldLine is not null) yield return new DiffRowModel(DiffKind.Removed, row.OldLine, null, Segments(row.Old));
                if (row.NewLine is not null) yield return new DiffRowModel(DiffKind.Added, null, row.NewLine, Segments(row.New));
                break;
        }
    }

    private static IReadOnlyList<DiffSegmentModel> Segments(IReadOnlyList<DiffSegment> segments) => [.. segments.Select(segment => new DiffSegmentModel(segment.Text, segment.IsMarked))];
}
