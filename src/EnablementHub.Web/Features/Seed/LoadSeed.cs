using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Seed.Learning;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Seed;

/// <summary>Fills a new hub from a seed folder: people, facets, items with their media, and some weeks of usage. All of it or nothing.</summary>
public sealed class LoadSeed(
    HubDbContext database, SeedPeople people, SeedItems items, SeedUsageWriter usage, SeedQuizzes quizzes, SeedOnboarding onboarding, SeedTrainingWriter training, SeedCertifications certifications, SeedFollowsWriter follows, SeedCoachingWriter coaching, SeedPlaylistsWriter playlists, OrganisationClock clock)
{
    private const string LoadedSetting = "seed.loaded";

    /// <returns>False when it was loaded before; nothing is touched then.</returns>
    /// <exception cref="SeedException">A file can't be used; the message says which and why.</exception>
    public Task<bool> RunAsync(SeedFiles files, CancellationToken cancellationToken) =>
        database.InUnitAsync(token => LoadAsync(files, token), isLoaded => isLoaded, cancellationToken);

    private async Task<bool> LoadAsync(SeedFiles files, CancellationToken cancellationToken)
    {
        if (await database.StoredSettings.AnyAsync(setting => setting.Name == LoadedSetting, cancellationToken)) return false;
        var hub = files.ReadHub();
        var dates = new SeedDates(clock.Today);
        await AddTaxonomyAsync(hub, cancellationToken);
        var teamsByKey = await people.AddTeamsAsync(hub, cancellationToken);
        await people.AddHolidaysAsync(hub, dates, cancellationToken);
        var peopleByEmail = await people.AddAsync(files.ReadPeople(), teamsByKey, dates);
        var itemsByKey = await items.AddAsync(files.ReadItems(), peopleByEmail, teamsByKey, dates, cancellationToken);
        var quizzesByKey = await quizzes.AddAsync(files.ReadQuizzes(), peopleByEmail, itemsByKey, cancellationToken);
        await onboarding.AddAsync(files.ReadChecklists(), peopleByEmail, teamsByKey, itemsByKey, quizzesByKey, cancellationToken);
        await training.AddAsync(files.ReadTraining(), peopleByEmail, teamsByKey, itemsByKey, dates, cancellationToken);
        await certifications.AddAsync(files.ReadCertifications(), peopleByEmail, itemsByKey, dates, cancellationToken);
        await usage.AddAsync(files.ReadUsage(), peopleByEmail, itemsByKey, cancellationToken);
        await coaching.AddAsync(files.ReadCoaching(), peopleByEmail, itemsByKey, dates, cancellationToken);
        await playlists.AddAsync(files.ReadPlaylists(), peopleByEmail, itemsByKey, cancellationToken);
        await follows.AddAsync(files.ReadFollows(), peopleByEmail, itemsByKey, cancellationToken);
        database.Add(new StoredSetting { Name = LoadedSetting, Value = clock.Now.ToString("O", System.Globalization.CultureInfo.InvariantCulture) });
        database.Add(new ChangeRow { ItemId = ChangeRow.Everything, At = clock.Now });
        database.Add(new AuditEntry { At = clock.Now, PersonId = null, Action = "seed.loaded", SubjectType = "hub", SubjectId = null, Detail = $"{itemsByKey.Count} items, {peopleByEmail.Count} people" });
        await database.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task AddTaxonomyAsync(SeedHub hub, CancellationToken cancellationToken)
    {
        var known = FacetGroups.Edited.Select(group => group.Slug).ToHashSet(StringComparer.Ordinal);
        foreach (var (group, values) in hub.Facets)
        {
            if (!known.Contains(group)) throw new SeedException($"hub.yaml: there is no facet group \"{group}\". The groups are {string.Join(", ", known)}.");
            foreach (var (value, position) in values.Select((value, position) => (value, position)))
                database.Add(new FacetValue { Group = group, Value = value.Value, Label = value.Label, Position = position });
        }

        foreach (var terms in hub.Synonyms) database.Add(new SynonymList { Terms = string.Join(", ", terms) });
        await database.SaveChangesAsync(cancellationToken);
    }
}
