using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Support;

/// <summary>
/// Puts content into a hub in one sentence:
/// <c>await TestData.In(hub).Clip("Price to a CFO").By("Maria").About("topic", "pricing").WithCues().PublishedAsync()</c>.
/// </summary>
public sealed class TestData
{
    private readonly TestHub _hub;

    private TestData(TestHub hub) => _hub = hub;

    public static TestData In(TestHub hub) => new(hub);

    public TestItem Clip(string title) => new(_hub, ItemKind.Clip, title);

    public TestItem TrainingVideo(string title) => new TestItem(_hub, ItemKind.TrainingVideo, title).WithRecap("What was said.", "- One thing to remember");

    public TestItem Playbook(string title) => new(_hub, ItemKind.Playbook, title);

    public TestItem Template(string title) => new(_hub, ItemKind.Template, title);

    public TestItem Document(string title) => new(_hub, ItemKind.Document, title);

    public TestItem Link(string title) => new(_hub, ItemKind.Link, title);

    public TestItem Item(ItemKind kind, string title) => new(_hub, kind, title);

    public async Task<Team> TeamAsync(string name)
    {
        await using var database = _hub.OpenDatabase();
        if (await database.Set<Team>().SingleOrDefaultAsync(team => team.Name == name) is { } existing) return existing;
        var created = new Team { Name = name };
        database.Add(created);
        await database.SaveChangesAsync();
        return created;
    }

    /// <summary>Puts a person into a team; it holds at once.</summary>
    public async Task JoinAsync(Person person, Team team)
    {
        await using var database = _hub.OpenDatabase();
        var stored = await database.Users.Include(p => p.Teams).SingleAsync(p => p.Id == person.Id);
        stored.SetTeams(stored.Teams.Select(member => member.TeamId).Append(team.Id));
        await database.SaveChangesAsync();
        _hub.Time.Advance(TimeSpan.FromSeconds(4));
    }

    public async Task<FacetValue> FacetAsync(string group, string value, string? label = null)
    {
        await using var database = _hub.OpenDatabase();
        return await FacetAsync(database, group, value, label);
    }

    internal static async Task<FacetValue> FacetAsync(HubDbContext database, string group, string value, string? label)
    {
        if (await database.FacetValues.SingleOrDefaultAsync(facet => facet.Group == group && facet.Value == value) is { } existing) return existing;
        var created = new FacetValue { Group = group, Value = value, Label = label ?? char.ToUpperInvariant(value[0]) + value[1..].Replace('-', ' ') };
        database.Add(created);
        await database.SaveChangesAsync();
        return created;
    }

    /// <summary>The writer of everything whose author no test names.</summary>
    internal static Task<Person> LeadAsync(TestHub hub) => hub.AddPersonAsync("Lena Lead", HubRoles.Lead);
}
