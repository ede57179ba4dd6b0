using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Platform.Mvc;

/// <summary>What went wrong, as programs read it (RFC 9457): type, title, status, detail, errors by field and the trace id, and nothing else.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Slug">Names the kind of problem for good; its explanation stands on the page for developers.</param>
/// <param name="Title">What happened; the same for every problem of the kind.</param>
/// <param name="Detail">What happened here, and what to do.</param>
public sealed record ProblemAnswer(int Status, string Slug, string Title, string Detail)
{
    public const string ContentType = "application/problem+json";
    public const string Explanations = "/developers";

    /// <summary>Sentences by field; empty where no field is at fault.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    public ProblemBody ToBody(HttpContext http) =>
        new($"{Explanations}#{Slug}", Title, Status, Detail, Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier) { Errors = Errors.Count > 0 ? Errors : null };

    public Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        return http.Response.WriteAsJsonAsync(ToBody(http), options: null, ContentType, http.RequestAborted);
    }

    public static ProblemAnswer NotFound(string detail) => Of(StatusCodes.Status404NotFound) with { Detail = detail };

    public static ProblemAnswer Invalid(IReadOnlyDictionary<string, IReadOnlyList<string>> errors) => Of(StatusCodes.Status400BadRequest) with
    {
        Detail = errors.Count == 1 ? errors.First().Value[0] : $"{errors.Count} fields are wrong; see errors.",
        Errors = errors,
    };

    public static ProblemAnswer Invalid(string field, string sentence) => Invalid(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [field] = [sentence] });

    /// <summary>The kind that goes with a status, in words for when nothing more is known.</summary>
    public static ProblemAnswer Of(int status) => Kinds.FirstOrDefault(kind => kind.Status == status)
        ?? (status >= StatusCodes.Status500InternalServerError ? Kinds[^1] : Kinds[0]) with { Status = status };

    /// <summary>Every kind of problem that the hub answers with.</summary>
    public static readonly IReadOnlyList<ProblemAnswer> Kinds =
    [
        new(400, "invalid", "The request is wrong", "It can't be read. Look at the reference, mend it and send it again."),
        new(401, "not-signed-in", "The request is not signed", "Send an API token as \"Authorization: Bearer hub_…\". You make one in your profile, under API tokens."),
        new(403, "not-allowed", "That is not open to you", "The token's scope or its owner's roles don't include this. A read token sends only safe requests, a write token changes content, an admin token manages people too."),
        new(404, "not-found", "Nothing here", "There is nothing at this address, or nothing that you may see."),
        new(405, "wrong-method", "The address doesn't take this method", "The header Allow names those that it takes."),
        new(406, "no-such-format", "The answer has no such format", "The hub answers in JSON. Accept application/json."),
        new(409, "conflict", "That contradicts what is there", "Look at what is there, then decide."),
        new(410, "gone", "It is over", "What was here is no longer for readers."),
        new(412, "changed-meanwhile", "It has changed meanwhile", "Read it again, look at what changed, and send your change with the new ETag."),
        new(413, "too-large", "That is too large", "Send less."),
        new(415, "wrong-format", "The body has a format that isn't read here", "Send JSON as application/json."),
        new(422, "key-used", "The key belongs to another request", "An Idempotency-Key names one request for 24 hours. Take a new key for another body or address."),
        new(428, "needs-if-match", "The request must say which state it changes", "Send the ETag of what you read as If-Match, so that nobody's change is overwritten."),
        new(429, "too-many", "Too many requests", "Wait as long as Retry-After says, then go on."),
        new(503, "unavailable", "The hub can't do this at the moment", "Nothing was changed. Send it again after Retry-After seconds; reading goes on."),
        new(507, "disk-full", "The hub's disk is full", "Nothing was stored. Tell its administrator; reading goes on."),
        new(500, "failed", "Something went wrong on our side", "Try again. If it stays, tell your administrator the trace id."),
    ];
}

public sealed record ProblemBody(string Type, string Title, int Status, string Detail, string TraceId)
{
    /// <summary>Sentences by field; left out where no field is at fault.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}

public sealed class ProblemResult(ProblemAnswer problem) : ActionResult
{
    public ProblemAnswer Problem => problem;

    public override Task ExecuteResultAsync(ActionContext context) => problem.WriteAsync(context.HttpContext);
}
