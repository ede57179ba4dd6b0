using System.Text.Json;

namespace EnablementHub.Features.Admin.Backup;

/// <summary>What a backup holds, with the hash of every file; the last entry of the archive, so that one that was cut off has none.</summary>
public sealed record BackupManifest
{
    public const string EntryName = "manifest.json";
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The last change of the schema in the copied database.</summary>
    public required string Schema { get; init; }
    public required int Items { get; init; }
    public required IReadOnlyList<BackupEntry> Files { get; init; }

    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}

/// <param name="Path">Below the data directory, with slashes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record BackupEntry(string Path, long Length, string Sha256);
