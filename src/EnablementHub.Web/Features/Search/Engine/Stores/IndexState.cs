namespace EnablementHub.Features.Search.Engine.Stores;

internal enum IndexState
{
    /// <summary>Being built aside; of no use if found so.</summary>
    Building,
    Whole,

    /// <summary>Begun by changes where there was nothing: serves, but wants a rebuild.</summary>
    Begun,
}
