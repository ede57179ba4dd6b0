using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Writing;

/// <summary>What belongs to the item and not to a version: it holds at once.</summary>
public sealed record ItemDetails
{
    public required int OwnerId { get; init; }

    /// <summary>Who checks it; without a person and a group the owner does.</summary>
    public int? VerifierId { get; init; }
    public int? VerifierTeamId { get; init; }

    /// <summary>Null: the owner.</summary>
    public int? BackupId { get; init; }
    public required string Language { get; init; }
    public required ItemUse Use { get; init; }

    /// <summary>Grant tokens; empty: everyone.</summary>
    public required IReadOnlyList<string> Audience { get; init; }
    public required IReadOnlyList<int> FacetValueIds { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required DateOnly? ReleaseOn { get; init; }
    public required DateOnly? ExpireOn { get; init; }
    public required int? SuccessorId { get; init; }

    /// <summary>Needs facets, tags and audience to be loaded.</summary>
    public static ItemDetails From(Item item) => new()
    {
        OwnerId = item.OwnerId,
        VerifierId = item.VerifierId,
        VerifierTeamId = item.VerifierTeamId,
        BackupId = item.BackupId,
        Language = item.Language,
        Use = item.Use,
        Audience = [.. item.Audience.Select(entry => entry.Grant).Order(StringComparer.Ordinal)],
        FacetValueIds = [.. item.Facets.Select(facet => facet.FacetValueId).Order()],
        Tags = [.. item.Tags.Select(entry => entry.Tag).Order(StringComparer.OrdinalIgnoreCase)],
        ReleaseOn = item.ReleaseOn,
        ExpireOn = item.ExpireOn,
        SuccessorId = item.SuccessorId,
    };

    public ItemDetails Normalised() => this with
    {
        Audience = [.. Audience.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        FacetValueIds = [.. FacetValueIds.Distinct().Order()],
        Tags = [.. Tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)],
    };

    /// <summary>Names of what differs, for the audit and the page.</summary>
    public IReadOnlyList<string> DifferencesFrom(ItemDetails other)
    {
        var names = new List<string>();
        Note(OwnerId != other.OwnerId, "owner");
        Note(VerifierId != other.VerifierId || VerifierTeamId != other.VerifierTeamId, "verifier");
        Note(BackupId != other.BackupId, "backup");
        Note(Language != other.Language, "language");
        Note(Use != other.Use, "use");
        Note(!Audience.SequenceEqual(other.Audience), "audience");
        Note(!FacetValueIds.SequenceEqual(other.FacetValueIds), "facets");
        Note(!Tags.SequenceEqual(other.Tags), "tags");
        Note(ReleaseOn != other.ReleaseOn, "release day");
        Note(ExpireOn != other.ExpireOn, "expiry day");
        Note(SuccessorId != other.SuccessorId, "successor");
        return names;

        void Note(bool differs, string name)
        {
            if (differs) names.Add(name);
        }
    }

    public void ApplyTo(Item item)
    {
        item.OwnerId = OwnerId;
        item.SetVerifier(VerifierId, VerifierTeamId);
        item.BackupId = BackupId;
        item.Language = Language;
        item.Use = Use;
        item.SetAudience(Audience);
        item.SetFacets(FacetValueIds);
        item.SetTags(Tags);
        item.SetDates(ReleaseOn, ExpireOn);
        item.SuccessorId = SuccessorId;
    }

    /// <param name="before">What held so far: a retired value or a disabled owner may stay.</param>
    internal async Task<IReadOnlyList<FieldProblem>> FindProblemsAsync(HubDbContext database, int itemId, ItemDetails before, CancellationToken cancellationToken)
    {
        var problems = new List<FieldProblem>();
        if (!Enum.IsDefined(Use)) problems.Add(new(nameof(Use), "Choose internal or external."));
        if (!ItemLanguages.IsKnown(Language)) problems.Add(new(nameof(Language), "Choose the language from the list."));
        if (Tags.Count > Item.MaxTags) problems.Add(new(nameof(Tags), $"There are {Tags.Count} tags; at most {Item.MaxTags} fit. Keep the ones that people would search for."));
        if (Tags.FirstOrDefault(tag => tag.Length > Item.MaxTagLength) is { } tooLong)
            problems.Add(new(nameof(Tags), $"The tag “{tooLong[..20]}…” has {tooLong.Length} characters; at most {Item.MaxTagLength} fit."));
        if (Tags.Any(tag => tag.Any(char.IsControl))) problems.Add(new(nameof(Tags), "A tag can't contain line breaks or other control characters."));
        if (ExpireOn < ReleaseOn) problems.Add(new(nameof(ExpireOn), "The expiry day lies before the release day. Choose a later one."));
        if (OwnerId != before.OwnerId && !await database.Users.AnyAsync(person => person.Id == OwnerId && person.DisabledAt == null, cancellationToken))
            problems.Add(new("OwnerId", "That person isn't in the hub any more. Choose another owner."));
        if (await this.FindReviewerProblemAsync(database, before, cancellationToken) is { } reviewer) problems.Add(reviewer);
        if (SuccessorId != before.SuccessorId && await ItemSuccessors.CheckAsync(database, itemId, SuccessorId, cancellationToken) is { } successor)
            problems.Add(new(nameof(SuccessorId), successor));
        if (await FindFacetProblemAsync(database, before, cancellationToken) is { } facets) problems.Add(new("Facets", facets));
        if (await FindAudienceProblemAsync(database, before, cancellationToken) is { } audience) problems.Add(new(nameof(Audience), audience));
        return problems;
    }

    /// <summary>A first day that is still to come would take what readers see from them: a change is given a day when it is published.</summary>
    internal FieldProblem? FindHiddenProblem(Item item, DateOnly today) => ReleaseOn != item.ReleaseOn && ReleaseOn > today && item.StatusOn(today) == PublicationStatus.Published
        ? new(nameof(ReleaseOn), "Readers see it already, and a later first day would hide it from them until then. Leave the first day as it is; a change is given its day where you publish it.")
        : null;

    /// <summary>A sentence when a new last day would leave those that use the item without a successor.</summary>
    internal async Task<string?> FindUnledUsesAsync(ItemDependants dependants, int itemId, ItemDetails before, CancellationToken cancellationToken)
    {
        if (ExpireOn is null || SuccessorId is not null || (ExpireOn == before.ExpireOn && before.SuccessorId is null)) return null;
        var uses = await dependants.FindAsync(itemId, cancellationToken);
        return uses.Count == 0 ? null : ArchiveItem.Describe(uses.Count);
    }

    private async Task<string?> FindFacetProblemAsync(HubDbContext database, ItemDetails before, CancellationToken cancellationToken)
    {
        if (FacetValueIds.SequenceEqual(before.FacetValueIds)) return null;
        var values = await database.FacetValues.Where(value => FacetValueIds.Contains(value.Id)).ToListAsync(cancellationToken);
        if (values.Count != FacetValueIds.Count) return "One of the chosen values no longer exists. Choose again.";
        if (values.Find(value => value.IsRetired && !before.FacetValueIds.Contains(value.Id)) is { } retired) return $"“{retired.Label}” is retired. Choose another value.";
        foreach (var group in FacetGroups.All.Where(group => !group.AllowsSeveral))
        {
            if (values.Count(value => value.Group == group.Slug) > 1) return $"Only one {group.Label.ToLowerInvariant()} fits. Choose one.";
        }

        return null;
    }

    private async Task<string?> FindAudienceProblemAsync(HubDbContext database, ItemDetails before, CancellationToken cancellationToken)
    {
        foreach (var grant in Audience.Except(before.Audience, StringComparer.Ordinal))
        {
            var known = Grants.RoleOf(grant) is { } role ? HubRoles.All.Contains(role)
                : Grants.TeamOf(grant) is { } teamId && await database.Teams.AnyAsync(team => team.Id == teamId, cancellationToken);
            if (!known) return "One of the chosen teams or roles no longer exists. Choose again.";
        }

        return null;
    }
}

/// <summary>Languages that content may be written in, by BCP 47 tag.</summary>
public static class ItemLanguages
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["en"] = "English",
        ["de"] = "German",
        ["fr"] = "French",
        ["es"] = "Spanish",
        ["it"] = "Italian",
        ["nl"] = "Dutch",
        ["pt"] = "Portuguese",
        ["pl"] = "Polish",
        ["cs"] = "Czech",
        ["da"] = "Danish",
        ["sv"] = "Swedish",
        ["no"] = "Norwegian",
        ["fi"] = "Finnish",
        ["hu"] = "Hungarian",
        ["ro"] = "Romanian",
        ["tr"] = "Turkish",
        ["el"] = "Greek",
        ["uk"] = "Ukrainian",
        ["ru"] = "Russian",
        ["ar"] = "Arabic",
        ["he"] = "Hebrew",
        ["hi"] = "Hindi",
        ["ja"] = "Japanese",
        ["ko"] = "Korean",
        ["zh"] = "Chinese",
    };

    public static bool IsKnown(string tag) => All.ContainsKey(tag);
}
