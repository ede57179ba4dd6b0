namespace EnablementHub.Features.Library.Trusting;

/// <summary>Why an item is no longer verified. Stored by number.</summary>
public enum TrustReason
{
    IntervalOver = 1,
    Reported = 2,
    SourceChanged = 3,
    OwnerLeft = 4,
    Superseded = 5,
    BrokenLink = 6,
}

public static class TrustReasons
{
    /// <summary>Follows "Unverified:" and "no longer verified:".</summary>
    public static string Describe(this TrustReason reason) => reason switch
    {
        TrustReason.IntervalOver => "its review is overdue",
        TrustReason.Reported => "people reported it as out of date",
        TrustReason.SourceChanged => "what it rests on has changed",
        TrustReason.OwnerLeft => "the person who vouched for it has left",
        TrustReason.Superseded => "something newer replaces it",
        TrustReason.BrokenLink => "a link in it is broken",
        _ => "it was not checked",
    };
}
