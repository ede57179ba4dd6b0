using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Reviews.Leaving;

/// <summary>One item that counts on somebody, and how.</summary>
public sealed record LeavingRow
{
    public required int Id { get; init; }
    public required ItemKind Kind { get; init; }
    public required string Title { get; init; }
    public required bool IsOwner { get; init; }
    public required bool IsVerifier { get; init; }
    public required bool IsBackup { get; init; }
    public required DateTimeOffset? VerifiedAt { get; init; }
    public required DateOnly? ReviewDueOn { get; init; }
    public required DateOnly? ExpireOn { get; init; }

    /// <summary>Plays, views and downloads in the last 90 days.</summary>
    public required int Uses { get; init; }

    public string Roles => string.Join(", ", new[] { IsOwner ? "owner" : null, IsVerifier ? "verifier" : null, IsBackup ? "backup" : null }.OfType<string>());
}

public sealed record LeavingPage
{
    public const int MaxRows = 500;

    public required int PersonId { get; init; }
    public required string Name { get; init; }
    public required bool IsDisabled { get; init; }

    /// <summary>The most used first.</summary>
    public required IReadOnlyList<LeavingRow> Rows { get; init; }
    public required int Total { get; init; }

    /// <summary>Who could take over.</summary>
    public required IReadOnlyList<Choice> People { get; init; }

    /// <summary>What was chosen in a refused form.</summary>
    public IReadOnlyCollection<int> Chosen { get; init; } = [];
    public string ToTyped { get; init; } = "";
    public IReadOnlyList<BulkObstacle> Obstacles { get; init; } = [];
}
