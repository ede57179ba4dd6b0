using EnablementHub.Features.Api.Bodies;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Mvc;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Api;

/// <summary>What all addresses for programs have in common: JSON in and out, strict parameters, limits a token, and problems in one form.</summary>
[ApiExplorerSettings(IgnoreApi = false), Authorize, ApiLimit, StrictRequest, Produces("application/json"), RequestSizeLimit(BodyFormatter.MaxBytes)]
public abstract class ApiControllerBase : ControllerBase
{
    protected const string Root = "/api/v1";

    protected static ProblemResult Refuse(ProblemAnswer problem) => new(problem);

    protected static ProblemResult Missing(string detail) => Refuse(ProblemAnswer.NotFound(detail));

    /// <summary>What the pages' writes say, in the form that programs read.</summary>
    /// <param name="result">Not succeeded.</param>
    /// <param name="fields">The API's names of fields that the write names otherwise.</param>
    internal static ProblemResult Refuse(WriteResult result, IReadOnlyDictionary<string, string>? fields = null) => Refuse(result.Outcome switch
    {
        WriteOutcome.NotFound => ProblemAnswer.NotFound("There is no such thing, or none that you may see."),
        WriteOutcome.NotAllowed => ProblemAnswer.Of(StatusCodes.Status403Forbidden) with { Detail = Sentences(result) },
        WriteOutcome.Stale => ProblemAnswer.Of(StatusCodes.Status412PreconditionFailed),
        _ when result.Problems.All(problem => problem.Field.Length == 0) => ProblemAnswer.Of(StatusCodes.Status409Conflict) with { Detail = Sentences(result) },
        _ => ProblemAnswer.Invalid(ByField(result.Problems, fields)) with { Detail = Sentences(result) },
    });

    private static string Sentences(WriteResult result) => string.Join(' ', result.Problems.Select(problem => problem.Sentence));

    private static Dictionary<string, IReadOnlyList<string>> ByField(IReadOnlyList<FieldProblem> problems, IReadOnlyDictionary<string, string>? fields) =>
        problems.GroupBy(problem => NameOf(problem.Field, fields), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(problem => problem.Sentence)], StringComparer.Ordinal);

    private static string NameOf(string field, IReadOnlyDictionary<string, string>? fields) => field.Length == 0
        ? "body"
        : fields is not null && fields.TryGetValue(field, out var name) ? name : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(field);
}
