using System.Buffers;

namespace EnablementHub.Features.Search.Engine.Columns;

/// <summary>Lends the large arrays of one search and gives all of them back at its end, so that searching leaves no large garbage.</summary>
internal sealed class SearchBuffers : IDisposable
{
    private readonly List<Action> _returns = [];

    /// <summary>At least so long, with whatever it held before.</summary>
    public T[] Rent<T>(int length)
    {
        var array = ArrayPool<T>.Shared.Rent(length);
        _returns.Add(() => ArrayPool<T>.Shared.Return(array));
        return array;
    }

    public T[] RentCleared<T>(int length)
    {
        var array = Rent<T>(length);
        array.AsSpan(0, length).Clear();
        return array;
    }

    public void Dispose()
    {
        foreach (var giveBack in _returns)
        {
            giveBack();
        }

        _returns.Clear();
    }
}
