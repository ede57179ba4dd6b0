using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Library;

/// <summary>
/// Says that what readers may find of an item changed; written in the same transaction as the change.
/// Each node's search index reads these rows in the order of their ids and keeps the last one as its watermark.
/// </summary>
public sealed class ChangeRow
{
    public long Id { get; private set; }

    /// <summary>The item, or <see cref="Everything"/> when the whole index must be built again.</summary>
    public required int ItemId { get; init; }

    public required DateTimeOffset At { get; init; }

    public const int Everything = 0;

    internal static void Map(EntityTypeBuilder<ChangeRow> change) => change.HasIndex(c => c.At);
}

/// <summary>Who did what, when. Never changed, never deleted by the product.</summary>
public sealed class AuditEntry
{
    public const int MaxActionLength = 60;
    public const int MaxDetailLength = 2000;

    public long Id { get; private set; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null for what the hub did by itself or an operator did at the command line.</summary>
    public required int? PersonId { get; init; }

    /// <summary>Verb and noun, for example <c>item.published</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The kind of thing, for example <c>item</c> or <c>person</c>.</summary>
    public required string SubjectType { get; init; }

    public required int? SubjectId { get; init; }
    public string Detail { get; init; } = "";

    internal static void Map(EntityTypeBuilder<AuditEntry> audit)
    {
        audit.Property(a => a.Action).HasMaxLength(MaxActionLength);
        audit.Property(a => a.SubjectType).HasMaxLength(30);
        audit.Property(a => a.Detail).HasMaxLength(MaxDetailLength);
        audit.HasIndex(a => new { a.SubjectType, a.SubjectId, a.Id });
        audit.HasIndex(a => a.At);
    }
}
