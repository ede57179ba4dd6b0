using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Studio;

/// <summary>Statuses of what came of a write.</summary>
internal static class WriteAnswers
{
    public static int Status(this WriteResult result) => result.Outcome switch
    {
        WriteOutcome.Done or WriteOutcome.Unchanged => StatusCodes.Status200OK,
        WriteOutcome.NotFound => StatusCodes.Status404NotFound,
        WriteOutcome.NotAllowed => StatusCodes.Status403Forbidden,
        WriteOutcome.Stale => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    public static string Sentences(this WriteResult result) => string.Join(' ', result.Problems.Select(problem => problem.Sentence));
}
