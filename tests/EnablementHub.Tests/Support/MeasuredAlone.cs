namespace EnablementHub.Tests.Support;

/// <summary>Tests that measure time or memory run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
