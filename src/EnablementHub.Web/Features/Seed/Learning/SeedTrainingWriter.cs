using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library;
using EnablementHub.Features.Training;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Features.Training.Courses;
using EnablementHub.Features.Training.Live;
using EnablementHub.Features.Training.Tasks;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Seed.Learning;

/// <summary>Writes the seed's courses, exercises, sessions and assignments, and what people did with them.</summary>
public sealed class SeedTrainingWriter(HubDbContext database, GiveTraining give, LearningRecords records, LearningTargets targets, OrganisationClock clock)
{
    private readonly Dictionary<string, LearningKey> _made = new(StringComparer.Ordinal);

    public async Task AddAsync(
        IReadOnlyList<(string File, SeedTraining Training)> files, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, int> teams, IReadOnlyDictionary<string, Item> items, SeedDates dates, CancellationToken cancellationToken)
    {
        var topics = await database.FacetValues.AsNoTracking().Where(value => value.Group == TrainingTopic.Group).ToDictionaryAsync(value => value.Value, value => value.Id, StringComparer.Ordinal, cancellationToken);
        var seed = new Names(people, teams, items, topics, dates);
        foreach (var (file, training) in files)
        {
            foreach (var task in training.Tasks) await AddTaskAsync(file, task, seed, cancellationToken);
        }

        foreach (var (file, training) in files)
        {
            foreach (var session in training.Sessions) await AddSessionAsync(file, session, seed, cancellationToken);
        }

        foreach (var (file, training) in files)
        {
            foreach (var course in training.Courses) await AddCourseAsync(file, course, seed, cancellationToken);
        }

        foreach (var (file, training) in files)
        {
            foreach (var assigned in training.Assigned) await AssignAsync(file, assigned, seed, cancellationToken);
        }
    }

    private async Task AddTaskAsync(string file, SeedTask seed, Names names, CancellationToken cancellationToken)
    {
        var task = new TrainingTask
        {
            Key = seed.Key,
            Kind = seed.Kind switch { "exercise" => LearningKind.Exercise, "external" => LearningKind.ExternalCourse, _ => throw new SeedException($"{file}: {seed.Key} is of kind \"{seed.Kind}\"; it may be exercise or external.") },
            Title = seed.Title,
            Words = seed.Words.Trim(),
            Provider = seed.Provider,
            Url = seed.Url,
            Minutes = seed.Minutes,
            OwnerId = names.Person(file, seed.Owner),
            ConfirmerId = seed.Confirmer is null ? null : names.Person(file, seed.Confirmer),
            CreatedAt = clock.Now,
        };
        task.SetState(TrainingState.Published, clock.Now);
        database.Add(task);
        await database.SaveChangesAsync(cancellationToken);
        Remember($"task:{seed.Key}", task.Target, names.Topics(file, seed.Topics));
        foreach (var told in seed.Told)
        {
            var at = clock.Now.AddDays(-told.DaysAgo);
            var submission = new Submission { TaskId = task.Id, TaskVersion = task.Version, TaskWords = task.Words, PersonId = names.Person(file, told.Person), Attempt = 1, Report = told.Report, SubmittedAt = at };
            database.Add(submission);
            if (told.DecidedBy is { } by) submission.Decide(told.Confirmed, names.Person(file, by), told.Remark, at.AddHours(20));
            await database.SaveChangesAsync(cancellationToken);
            if (!told.Confirmed) continue;
            await records.NoteAsync(
                new NewLearningRecord { PersonId = submission.PersonId, Target = task.Target, TargetVersion = task.Version, EarnedAt = at, Evidence = "Confirmed by an expert", Key = FormattableString.Invariant($"{task.Kind.Slug()}:{submission.Id}") },
                cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task AddSessionAsync(string file, SeedSession seed, Names names, CancellationToken cancellationToken)
    {
        if (!TimeOnly.TryParseExact(seed.Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) throw new SeedException($"{file}: session {seed.Key} has the time \"{seed.Time}\". Write 15:00.");
        var session = new LiveSession
        {
            Key = seed.Key,
            Title = seed.Title,
            Words = seed.Words.Trim(),
            ExpertId = names.Person(file, seed.Expert),
            StartsAt = LocalTime.InstantOf(clock.Zone, names.Dates.Day(seed.Day), time).ToUniversalTime(),
            Minutes = seed.Minutes,
            Place = seed.Place,
            Places = seed.Places,
            RecordingItemId = seed.Recording is null ? null : names.Item(file, seed.Recording).Id,
            CreatedAt = clock.Now,
        };
        foreach (var (person, number) in seed.SignedUp.Select((person, number) => (names.Person(file, person), number)))
        {
            var signUp = session.SignUp(person, session.StartsAt.AddDays(-10).AddMinutes(number));
            if (session.StartsAt < clock.Now) signUp.Attendance = Attendance.Missed;
        }

        foreach (var email in seed.Attended)
        {
            var person = names.Person(file, email);
            (session.SignUps.FirstOrDefault(signUp => signUp.PersonId == person) ?? throw new SeedException($"{file}: {email} attended {seed.Key} without having signed up.")).Attendance = Attendance.Attended;
        }

        database.Add(session);
        await database.SaveChangesAsync(cancellationToken);
        var key = new LearningKey(LearningKind.LiveSession, session.Id);
        Remember($"session:{seed.Key}", key, names.Topics(file, seed.Topics));
        foreach (var signUp in session.SignUps.Where(signUp => signUp.Attendance == Attendance.Attended))
        {
            await records.NoteAsync(
                new NewLearningRecord { PersonId = signUp.PersonId, Target = key, EarnedAt = session.EndsAt, Evidence = "Attended the session", Key = FormattableString.Invariant($"session:{session.Id}:{signUp.PersonId}") }, cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task AddCourseAsync(string file, SeedCourse seed, Names names, CancellationToken cancellationToken)
    {
        var course = Course.Begin(seed.Title, names.Person(file, seed.Owner), clock.Now, seed.Key);
        course.Newest.Summary = seed.Summary.Trim();
        foreach (var part in seed.Parts)
        {
            var (key, title) = await TargetAsync(file, part, names, cancellationToken);
            course.Newest.Add(new CoursePart { Kind = key.Kind, TargetId = key.Id, Title = title, Section = part.Section, IsOptional = part.Optional });
        }

        course.Publish(clock.Now);
        database.Add(course);
        await database.SaveChangesAsync(cancellationToken);
        Remember($"course:{seed.Key}", new LearningKey(LearningKind.Course, course.Id), names.Topics(file, seed.Topics));
        database.AddRange(seed.Enrolled.Select(person => new CourseEnrolment { CourseId = course.Id, PersonId = names.Person(file, person), BegunAt = clock.Now }));
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task AssignAsync(string file, SeedAssigned seed, Names names, CancellationToken cancellationToken)
    {
        var (key, title) = await TargetAsync(file, seed, names, cancellationToken);
        var team = seed.Team ?? seed.Joiners;
        var assignment = new Assignment
        {
            TargetKind = key.Kind,
            TargetId = key.Id,
            Title = title,
            Scope = seed.Joiners is not null ? AssignmentScope.Joiners : seed.Team is not null ? AssignmentScope.Team : seed.Everyone ? AssignmentScope.Everyone : AssignmentScope.People,
            TeamId = team is null ? null : names.Team(file, team),
            DueOn = names.Dates.DayOrNull(seed.Due),
            DueAfterDays = seed.DueAfterDays,
            CountsEarlier = !seed.Again,
            IsMandatory = seed.Mandatory,
            Note = seed.Note,
            CreatedAt = clock.Now,
            CreatedById = names.Person(file, seed.By),
        };
        database.Add(assignment);
        await database.SaveChangesAsync(cancellationToken);
        if (assignment.Scope == AssignmentScope.Joiners)
        {
            await give.ExemptMembersAsync(assignment, cancellationToken);
            return;
        }

        var due = assignment.DueOn ?? throw new SeedException($"{file}: the assignment of \"{title}\" says no day that it is due on.");
        await give.RunAsync(assignment, due, [.. seed.People.Select(person => names.Person(file, person))], cancellationToken);
        await give.TickEarlierAsync(assignment, cancellationToken);

        // Nobody is told of what was there before they came.
        var next = DueReminders.Next(due, clock.Today);
        await database.AssignedTraining.Where(assigned => assigned.AssignmentId == assignment.Id && assigned.State == AssignedState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(assigned => assigned.IsTold, true).SetProperty(assigned => assigned.RemindOn, next), cancellationToken);
    }

    private async Task<(LearningKey Key, string Title)> TargetAsync(string file, SeedTarget seed, Names names, CancellationToken cancellationToken)
    {
        var key = seed switch
        {
            { Item: { } item } => new LearningKey(LearningKind.Item, names.Item(file, item).Id),
            { Task: { } task } => Made($"task:{task}"),
            { Course: { } course } => Made($"course:{course}"),
            { Session: { } session } => Made($"session:{session}"),
            _ => throw new SeedException($"{file}: name an item, task, course or session."),
        };
        return (key, (await targets.FindAsync([key], cancellationToken))[key].Title);

        LearningKey Made(string name) => _made.TryGetValue(name, out var found) ? found : throw new SeedException($"{file}: there is no {name.Replace(':', ' ')}.");
    }

    private void Remember(string name, LearningKey key, IEnumerable<int> topics)
    {
        _made[name] = key;
        database.AddRange(topics.Select(topic => new TrainingTopic { Kind = key.Kind, TargetId = key.Id, FacetValueId = topic }));
    }

    /// <summary>What the seed's keys stand for.</summary>
    private sealed record Names(
        IReadOnlyDictionary<string, int> People, IReadOnlyDictionary<string, int> Teams, IReadOnlyDictionary<string, Item> Items, IReadOnlyDictionary<string, int> TopicIds, SeedDates Dates)
    {
        public int Person(string file, string email) => People.TryGetValue(email, out var id) ? id : throw new SeedException($"{file}: {email} is not in people.csv.");

        public int Team(string file, string key) => Teams.TryGetValue(key, out var id) ? id : throw new SeedException($"{file}: there is no team \"{key}\" in hub.yaml.");

        public Item Item(string file, string key) => Items.TryGetValue(key, out var item) ? item : throw new SeedException($"{file}: there is no item \"{key}\".");

        public IEnumerable<int> Topics(string file, IEnumerable<string> values) =>
            values.Select(value => TopicIds.TryGetValue(value, out var id) ? id : throw new SeedException($"{file}: hub.yaml has no topic \"{value}\"."));
    }
}
