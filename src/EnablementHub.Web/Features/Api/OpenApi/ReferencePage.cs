using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Api.OpenApi;

public sealed record ReferencePage(string Address, IReadOnlyList<ReferenceGroup> Groups)
{
    public IReadOnlyList<ProblemAnswer> Problems { get; } = [.. ProblemAnswer.Kinds.OrderBy(kind => kind.Status)];
}

public sealed record ReferenceGroup(string Name, IReadOnlyList<ReferenceOperation> Operations);

/// <param name="Id">Its anchor.</param>
/// <param name="Curl">A line that does it.</param>
public sealed record ReferenceOperation(
    string Id, string Method, string Path, string Summary, string Description,
    IReadOnlyList<ReferenceField> Parameters, IReadOnlyList<ReferenceField> Fields, IReadOnlyList<ReferenceAnswer> Answers, string Curl, string? AnswerExample);

/// <param name="Place">path, query, header or body.</param>
public sealed record ReferenceField(string Name, string Place, string Type, bool IsRequired, string Description);

public sealed record ReferenceAnswer(string Status, string Meaning);
