using System.Security.Claims;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;

namespace EnablementHub.Features.Library.Writing;

/// <summary>Who writes. Experts change what they own; whoever manages content changes and publishes everything.</summary>
public sealed record Writer(int PersonId, bool ManagesContent)
{
    public const string NotYours = "Only its owner or an enablement lead can change this item.";
    public const string LeadsOnly = "Only an enablement lead can do this.";

    public bool MayChange(Item item) => MayChange(item.OwnerId);

    public bool MayChange(int ownerId) => ManagesContent || ownerId == PersonId;
}

public static class WriterClaims
{
    public static Writer Writer(this ClaimsPrincipal person) => new(person.PersonId(), person.Can(Capability.ManageContent));
}
