using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Recognising;

/// <summary>Kudos or a success story as it was typed.</summary>
public sealed record RecognitionForm
{
    /// <summary>kudos or story.</summary>
    public string? Kind { get; init; }

    /// <summary>Number of a colleague, where the page isn't somebody's own.</summary>
    public string? PersonId { get; init; }
    public string? Text { get; init; }

    /// <summary>What they had learned, for example <c>course:3</c>; empty: nothing named.</summary>
    public string? Target { get; init; }
}

/// <summary>Praises somebody in front of everybody; they hear of it. Coaches praise those whom they look after, everybody else those who are in a team with them.</summary>
public sealed class Recognise(HubDbContext database, LearningTargets targets, Notices notices, OrganisationClock clock)
{
    /// <summary>More a day from one person is no praise any more.</summary>
    public const int MaxADay = 20;

    public async Task<WriteResult> RunAsync(RecognitionForm form, int? personId, ItemReader author, bool mayCoach, CancellationToken cancellationToken = default)
    {
        var me = author.Viewer.PersonId;
        var problems = new List<FieldProblem>();
        var to = personId ?? FormNumber.Read(form.PersonId);
        var person = to is { } id
            ? await Praisable(database, author.Viewer, mayCoach).Where(p => p.Id == id).Select(p => new { p.Id }).SingleOrDefaultAsync(cancellationToken)
            : null;
        if (person is null && personId is not null) return WriteResult.NotFound;
        if (person is null) problems.Add(new("PersonId", "Choose a colleague from the list."));
        RecognitionKind? kind = form.Kind switch { "kudos" => RecognitionKind.Kudos, "story" => RecognitionKind.Story, _ => null };
        if (kind is null) problems.Add(new("Kind", "Choose kudos or a success story."));
        var text = (form.Text ?? "").ReplaceLineEndings("\n").Trim();
        if (text.Length == 0) problems.Add(new("Text", "Say what they did, and what came of it."));
        if (text.Length > Recognition.MaxTextLength) problems.Add(new("Text", $"The text has {text.Length} characters; at most {Recognition.MaxTextLength} fit."));
        LearningKey? target = null;
        if (!string.IsNullOrWhiteSpace(form.Target))
        {
            if (!LearningKey.TryRead(form.Target, out var key) || !(await targets.FindAsync([key], cancellationToken)).ContainsKey(key) || !await SeesAsync(key, author, cancellationToken))
                problems.Add(new("Target", "Choose the training from the titles that are offered, or leave it empty."));
            else target = key;
        }

        if (problems.Count > 0) return WriteResult.Invalid(problems);
        var today = clock.StartOf(clock.Today);
        if (await database.Recognitions.CountAsync(r => r.AuthorId == me && r.CreatedAt >= today, cancellationToken) >= MaxADay) return WriteResult.Invalid("", $"You have praised {MaxADay} times today. Go on tomorrow.");
        return await database.InUnitAsync(
            async token =>
            {
                var recognition = new Recognition { Kind = kind!.Value, PersonId = person!.Id, AuthorId = me, Text = text, Target = target, CreatedAt = clock.Now };
                database.Add(recognition);
                await database.SaveChangesAsync(token);
                var from = await database.Users.Where(p => p.Id == me).Select(p => p.DisplayName).SingleAsync(token);
                notices.Tell([person.Id], new Notice
                {
                    Kind = NoticeKind.Recognised,
                    Key = FormattableString.Invariant($"recognition:{recognition.Id}"),
                    Text = kind == RecognitionKind.Kudos ? $"{from} gives you kudos: {text}" : $"{from} tells your success story: {text}",
                    Address = CoachingLinks.Mine + "#praise",
                });
                await database.SaveChangesAsync(token);
                return new WriteResult(WriteOutcome.Done, person.Id);
            },
            result => result.Succeeded, cancellationToken);
    }

    /// <summary>Whom somebody may praise.</summary>
    internal static IQueryable<Person> Praisable(HubDbContext database, Viewer viewer, bool mayCoach)
    {
        if (mayCoach) return database.Users.AsNoTracking().CoachedBy(viewer);
        var (me, teams) = (viewer.PersonId, viewer.OwnTeams());
        return database.Users.AsNoTracking().Where(person => person.Id != me && person.DisabledAt == null && person.Teams.Any(member => teams.Contains(member.TeamId)));
    }

    private Task<bool> SeesAsync(LearningKey key, ItemReader reader, CancellationToken cancellationToken) => key.Kind == LearningKind.Item
        ? database.Items.InAudienceOf(reader).PublishedOn(clock.Today).AnyAsync(item => item.Id == key.Id, cancellationToken)
        : Task.FromResult(true);
}
