namespace EnablementHub.Features.Import;

/// <summary>One line of an import's report.</summary>
/// <param name="Path">Below the folder, with slashes.</param>
/// <param name="Line">Counted from 1; 0: the file as a whole.</param>
public sealed record Finding(FindingKind Kind, string Path, int Line, string Sentence)
{
    public override string ToString() => Line > 0 ? FormattableString.Invariant($"{Path}:{Line}: {Sentence}") : $"{Path}: {Sentence}";
}
