namespace EnablementHub.Features.Search.Engine.Columns;

/// <summary>Slots as bits.</summary>
internal sealed class SlotSet(int slotCount)
{
    private readonly ulong[] _bits = new ulong[(slotCount + 63) >> 6];

    public bool Add(int slot)
    {
        var bit = 1UL << (slot & 63);
        var isNew = (_bits[slot >> 6] & bit) == 0;
        _bits[slot >> 6] |= bit;
        return isNew;
    }

    public bool Contains(int slot) => (slot >> 6) < _bits.Length && (_bits[slot >> 6] & (1UL << (slot & 63))) != 0;
}
