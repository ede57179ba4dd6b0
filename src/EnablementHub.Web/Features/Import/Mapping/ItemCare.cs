using System.Globalization;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>Who answers for an item, and what takes its place; all null where a file says nothing of it.</summary>
internal sealed record ItemCare(int? VerifierId = null, int? VerifierTeamId = null, int? BackupId = null, int? SuccessorId = null)
{
    public static ItemCare None { get; } = new();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{VerifierId}|{VerifierTeamId}|{BackupId}|{SuccessorId}");
}
