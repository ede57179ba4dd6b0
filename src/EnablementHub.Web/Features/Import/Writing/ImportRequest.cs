namespace EnablementHub.Features.Import.Writing;

public sealed record ImportRequest
{
    /// <summary>A folder on this machine.</summary>
    public required string Folder { get; init; }

    /// <summary>The name under which later runs know it again, and under which it stands in the tree of the library.</summary>
    public required string Collection { get; init; }
    public required int OwnerId { get; init; }

    /// <summary>Who does it; null: an operator at the command line.</summary>
    public int? PersonId { get; init; }
    public bool AsDrafts { get; init; }

    /// <summary>Items that others depend on may end without a successor.</summary>
    public bool DespiteUses { get; init; }

    /// <summary>Nothing is written; the report is the same.</summary>
    public bool IsDryRun { get; init; }
}

/// <param name="Done">Files done in this step, of <paramref name="Total"/>.</param>
public sealed record ImportProgress(string Step, int Done, int Total);

/// <summary>What came of an import.</summary>
public sealed record ImportOutcome
{
    public int New { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }

    /// <summary>Imported before, and no longer in the folder: they stay as they are.</summary>
    public int Gone { get; set; }
    public int Refused { get; set; }
    public SortedDictionary<FindingKind, int> Findings { get; } = [];

    public int AllFindings => Findings.Values.Sum();
}
