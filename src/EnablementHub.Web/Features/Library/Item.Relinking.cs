namespace EnablementHub.Features.Library;

public sealed partial class Item
{
    /// <summary>
    /// Puts versions that say the same with other links in the places of the live and the waiting one. Nothing else moves:
    /// neither trust nor dates nor what waits, and to readers it is no change of content.
    /// </summary>
    public void Relink(ItemVersion? live, ItemVersion? pending)
    {
        if (live is not null)
        {
            _versions.Add(live);
            LiveNumber = live.Number;
        }

        if (pending is not null)
        {
            _versions.Add(pending);
            PendingNumber = pending.Number;
        }

        Revision++;
    }
}
