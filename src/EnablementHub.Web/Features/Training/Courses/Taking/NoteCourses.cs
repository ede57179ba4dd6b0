using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Training.Assigning;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Courses.Taking;

/// <summary>
/// Completes courses whose required parts somebody has learned, wherever they did, and notes it in the ledger with the version
/// of the course. Only for those who are in the course or have it assigned.
/// </summary>
public sealed class NoteCourses(HubDbContext database, LearningQueries learned, LearningRecords records)
{
    private const int Batch = 200;

    /// <summary>A course may contain courses.</summary>
    private const int MaxDepth = 10;

    /// <summary>The courses of those who learned something since then, or have been given a course since that row.</summary>
    /// <param name="since">When the ledger heard of it.</param>
    /// <param name="afterAssigned">Number of the last assigned row that was looked at.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<int> RunSinceAsync(DateTimeOffset since, long afterAssigned, CancellationToken cancellationToken)
    {
        var completed = await CompleteAsync(await GivenSinceAsync(afterAssigned, cancellationToken), cancellationToken);
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var now = await CompleteAsync(await TouchedSinceAsync(since, cancellationToken), cancellationToken);
            completed += now;
            if (now == 0) break;
        }

        return completed;
    }

    /// <summary>Everybody who is in the course or has it assigned, for example after it changed.</summary>
    public async Task<int> ForCourseAsync(int courseId, CancellationToken cancellationToken)
    {
        var enrolled = InCourse().Where(enrolment => enrolment.CourseId == courseId).Select(enrolment => enrolment.PersonId);
        var given = Given().Where(assigned => assigned.TargetId == courseId).Select(assigned => assigned.PersonId);
        var people = await enrolled.Union(given).ToListAsync(cancellationToken);
        return await CompleteAsync([.. people.Select(person => new Candidate(person, courseId))], cancellationToken);
    }

    public Task<int> ForPersonAsync(int courseId, int personId, CancellationToken cancellationToken) => CompleteAsync([new Candidate(personId, courseId)], cancellationToken);

    private IQueryable<CourseEnrolment> InCourse() => database.CourseEnrolments.Where(enrolment => enrolment.CompletedAt == null && enrolment.LeftAt == null);

    private IQueryable<AssignedPerson> Given() => database.AssignedTraining.Where(assigned => assigned.State == AssignedState.Open && assigned.TargetKind == LearningKind.Course);

    private async Task<IReadOnlyList<Candidate>> GivenSinceAsync(long afterAssigned, CancellationToken cancellationToken) => await Given()
        .Where(assigned => assigned.Id > afterAssigned).Select(assigned => new Candidate(assigned.PersonId, assigned.TargetId)).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<Candidate>> TouchedSinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var touched =
            from record in database.LearningRecords.AsNoTracking()
            join part in database.CourseParts on new { record.Kind, record.TargetId } equals new { part.Kind, part.TargetId }
            join version in database.CourseVersions on part.VersionId equals version.Id
            where record.RecordedAt >= since && !part.IsOptional && version.Number == version.Course.LiveNumber
            select new { record.PersonId, version.CourseId };
        return await touched.Where(pair =>
                database.CourseEnrolments.Any(e => e.PersonId == pair.PersonId && e.CourseId == pair.CourseId && e.CompletedAt == null && e.LeftAt == null)
                || database.AssignedTraining.Any(a => a.PersonId == pair.PersonId && a.TargetKind == LearningKind.Course && a.TargetId == pair.CourseId && a.State == AssignedState.Open))
            .Distinct().Select(pair => new Candidate(pair.PersonId, pair.CourseId)).ToListAsync(cancellationToken);
    }

    private async Task<int> CompleteAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        var completed = 0;
        foreach (var course in candidates.GroupBy(candidate => candidate.CourseId))
        {
            var live = await database.CourseVersions.AsNoTracking().Include(version => version.Parts)
                .SingleOrDefaultAsync(version => version.CourseId == course.Key && version.Number == version.Course.LiveNumber, cancellationToken);
            if (live is null) continue;
            var required = live.Required.ToList();
            if (required.Count == 0) continue;
            foreach (var people in course.Select(candidate => candidate.PersonId).Distinct().Chunk(Batch))
            {
                var latest = await learned.LatestAsync(people, required, cancellationToken);
                var ready = people.Where(person => required.TrueForAll(key => latest.ContainsKey((person, key))))
                    .Select(person => (Person: person, EarnedAt: required.Max(key => latest[(person, key)].EarnedAt))).ToList();
                if (ready.Count > 0) completed += await StoreAsync(live, required.Count, ready, cancellationToken);
            }
        }

        return completed;
    }

    private Task<int> StoreAsync(CourseVersion live, int parts, List<(int Person, DateTimeOffset EarnedAt)> ready, CancellationToken cancellationToken) => database.InUnitAsync(
        async token =>
        {
            var people = ready.Select(one => one.Person).ToList();
            var enrolments = await database.CourseEnrolments.Where(e => e.CourseId == live.CourseId && people.Contains(e.PersonId)).ToDictionaryAsync(e => e.PersonId, token);
            var noted = 0;
            foreach (var (person, earnedAt) in ready)
            {
                if (!enrolments.TryGetValue(person, out var enrolment)) database.Add(enrolment = new CourseEnrolment { CourseId = live.CourseId, PersonId = person, BegunAt = earnedAt });
                enrolment.Complete(live.Number, earnedAt);
                var key = FormattableString.Invariant($"course:{live.CourseId}:v{live.Number}:{person}");
                if (await database.LearningRecords.AnyAsync(record => record.Key == key, token)) continue;
                noted++;
                await records.NoteAsync(
                    new NewLearningRecord
                    {
                        PersonId = person,
                        Target = new LearningKey(LearningKind.Course, live.CourseId),
                        TargetVersion = live.Number,
                        EarnedAt = earnedAt,
                        Evidence = $"Completed all {parts} parts of “{live.Title}”",
                        Key = key,
                    },
                    token);
            }

            await database.SaveChangesAsync(token);
            return noted;
        },
        _ => true,
        cancellationToken);

    private sealed record Candidate(int PersonId, int CourseId);
}
