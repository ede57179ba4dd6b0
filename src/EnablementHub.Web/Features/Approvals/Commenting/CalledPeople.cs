using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;

namespace EnablementHub.Features.Approvals.Commenting;

/// <summary>Whom a comment calls by @ and a name: apart those who can open what it is about, for the others must not hear of it.</summary>
public sealed class CalledPeople(HubDbContext database, Mentions mentions, PersonAccessCache access)
{
    public async Task<(IReadOnlyList<MentionedPerson> Seeing, IReadOnlyList<MentionedPerson> Others)> FindAsync(string text, Item item, CancellationToken cancellationToken)
    {
        var (seeing, others) = (new List<MentionedPerson>(), new List<MentionedPerson>());
        foreach (var person in await mentions.FindInAsync(text, cancellationToken)) (await MayOpenAsync(person.PersonId, item, cancellationToken) ? seeing : others).Add(person);
        return (seeing, others);
    }

    private async Task<bool> MayOpenAsync(int personId, Item item, CancellationToken cancellationToken) =>
        await access.FindAsync(personId, cancellationToken) is { IsDisabled: false } person
        && person.ToPrincipal("mention") is var principal && principal.Can(Capability.WriteContent)
        && (principal.Writer().MayChange(item) || await database.IsReviewerOfAsync(item.Id, personId, cancellationToken));
}
