using EnablementHub.Data;
using EnablementHub.Features.Coaching.Planning;
using EnablementHub.Features.Coaching.Recognising;
using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.Coaching.Writing;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Seed.Learning;

/// <summary>A file of <c>team/</c>: plans, what coaches wrote, and praise.</summary>
public sealed class SeedCoaching
{
    public List<SeedCoachingStep> Steps { get; set; } = [];
    public List<SeedEntry> Entries { get; set; } = [];
    public List<SeedPraise> Praise { get; set; } = [];
}

public class SeedCoached
{
    public string Person { get; set; } = "";
    public string By { get; set; } = "";
}

public sealed class SeedCoachingStep : SeedCoached
{
    public string Words { get; set; } = "";
    public string Due { get; set; } = "";

    /// <summary>The day on which it was done; null: it is open.</summary>
    public string? Done { get; set; }
}

public sealed class SeedEntry : SeedCoached
{
    /// <summary>note, feedback or role-play.</summary>
    public string Kind { get; set; } = "";
    public string Day { get; set; } = "";
    public bool Shared { get; set; }
    public string Subject { get; set; } = "";
    public string Text { get; set; } = "";

    /// <summary>Key of the call.</summary>
    public string? Item { get; set; }
    public List<string> Moments { get; set; } = [];
}

public sealed class SeedPraise : SeedCoached
{
    /// <summary>kudos or story.</summary>
    public string Kind { get; set; } = "";
    public string Day { get; set; } = "";
    public string Text { get; set; } = "";
    public string? Item { get; set; }
    public string? Course { get; set; }
}

/// <summary>Writes the seed's coaching as if it had been written on its days; nobody is told of it.</summary>
public sealed class SeedCoachingWriter(HubDbContext database, ReckonReadiness reckon, OrganisationClock clock)
{
    private static readonly TimeSpan MorningHour = TimeSpan.FromHours(9);

    public async Task AddAsync(IReadOnlyList<(string File, SeedCoaching Coaching)> files, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, Item> items, SeedDates dates, CancellationToken cancellationToken)
    {
        var courses = await database.Courses.Where(course => course.Key != null).ToDictionaryAsync(course => course.Key!, course => course.Id, cancellationToken);
        foreach (var (file, seed) in files)
        {
            foreach (var step in seed.Steps)
            {
                var due = dates.Day(step.Due);
                var made = new CoachingStep { PersonId = Find(file, people, step.Person), AuthorId = Find(file, people, step.By), Words = step.Words, DueOn = due, CreatedAt = At(clock.Today.AddDays(-14)) };
                if (step.Done is { } done) made.Do(made.PersonId, At(dates.Day(done)));
                else made.RemindOn = DueReminders.Next(due, clock.Today);
                database.Add(made);
            }

            foreach (var entry in seed.Entries) database.Add(Read(file, entry, people, items, dates));
            foreach (var praise in seed.Praise)
            {
                var made = new Recognition
                {
                    Kind = praise.Kind switch { "kudos" => RecognitionKind.Kudos, "story" => RecognitionKind.Story, _ => throw new SeedException($"{file}: praise is kudos or a story, not \"{praise.Kind}\".") },
                    PersonId = Find(file, people, praise.Person),
                    AuthorId = Find(file, people, praise.By),
                    Text = praise.Text,
                    CreatedAt = At(dates.Day(praise.Day)),
                };
                if (praise.Item is { } item) made.Target = new LearningKey(LearningKind.Item, Find(file, items, item).Id);
                else if (praise.Course is { } course) made.Target = new LearningKey(LearningKind.Course, Find(file, courses, course));
                database.Add(made);
            }
        }

        await database.SaveChangesAsync(cancellationToken);

        // The board is there at once, not half a minute after the first start.
        await reckon.RunAsync([.. await reckon.Sellers().Select(person => person.Id).ToListAsync(cancellationToken)], cancellationToken);
    }

    private CoachingEntry Read(string file, SeedEntry seed, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, Item> items, SeedDates dates)
    {
        var kind = EntryForm.KindOf(seed.Kind) ?? throw new SeedException($"{file}: \"{seed.Kind}\" is neither a note, nor feedback, nor a role-play.");
        var form = new EntryForm { Text = seed.Text, Readers = seed.Shared ? EntryForm.Shared : EntryForm.ForPair, Subject = seed.Subject, Moments = string.Join('\n', seed.Moments), Item = seed.Item is null ? null : FormattableString.Invariant($"{Find(file, items, seed.Item).Id}") };
        var (values, problems) = form.Read(kind, clock.Today);
        if (values is null) throw new SeedException($"{file}: what is written about {seed.Person}: {problems[0].Sentence}");
        var day = dates.Day(seed.Day);
        var entry = new CoachingEntry
        {
            Kind = kind,
            PersonId = Find(file, people, seed.Person),
            AuthorId = Find(file, people, seed.By),
            IsShared = values.IsShared,
            OnDay = day,
            Subject = values.Subject,
            Text = values.Text,
            ItemId = values.ItemId,
            CreatedAt = At(day),
        };
        entry.SetMoments(values.Moments.Select(moment => new CoachingMoment { Seconds = moment.Seconds, Words = moment.Words }));
        return entry;
    }

    private DateTimeOffset At(DateOnly day) => clock.StartOf(day) + MorningHour;

    private static T Find<T>(string file, IReadOnlyDictionary<string, T> known, string key) => known.TryGetValue(key, out var found) ? found : throw new SeedException($"{file}: there is no \"{key}\".");
}
