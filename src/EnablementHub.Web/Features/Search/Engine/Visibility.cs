namespace EnablementHub.Features.Search.Engine;

/// <summary>What a viewer may find: everything, or what is for everyone or for one of the viewer's grants.</summary>
public sealed class Visibility : IEquatable<Visibility>
{
    public static Visibility Everything { get; } = new(seesEverything: true, []);

    /// <summary>A viewer who finds only what is for everyone.</summary>
    public static Visibility Public { get; } = new(seesEverything: false, []);

    private Visibility(bool seesEverything, IEnumerable<string> grants)
    {
        SeesEverything = seesEverything;
        Grants = new HashSet<string>(grants, StringComparer.Ordinal);
        Key = seesEverything ? "*" : string.Join('\n', Grants.Order(StringComparer.Ordinal));
    }

    /// <param name="grants">Tokens as in <see cref="IndexedItem.Audience"/>.</param>
    public static Visibility Of(IEnumerable<string> grants) => new(seesEverything: false, grants);

    public bool SeesEverything { get; }

    public IReadOnlySet<string> Grants { get; }

    /// <summary>Equal for viewers who find the same: fit for the key of a cache.</summary>
    public string Key { get; }

    public bool MayFind(IReadOnlyList<string> audience) =>
        SeesEverything || audience.Count == 0 || audience.Any(Grants.Contains);

    public bool Equals(Visibility? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as Visibility);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
