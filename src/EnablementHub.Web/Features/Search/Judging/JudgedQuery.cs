namespace EnablementHub.Features.Search.Judging;

/// <summary>A question with the items that somebody judged to answer it.</summary>
/// <param name="Grades">Item to grade: 3 is what was looked for, 2 answers well, 1 helps; items without one don't.</param>
public sealed record JudgedQuery(string Text, IReadOnlyDictionary<int, int> Grades)
{
    public const int LookedFor = 3;
}
