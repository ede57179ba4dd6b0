using EnablementHub.Data;
using EnablementHub.Features.Certification;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Standing;

/// <summary>Works out how people stand from what the rooms have stored: four questions, however many people.</summary>
public sealed class StandingReader(HubDbContext database, OrganisationClock clock)
{
    /// <summary>Everybody who is asked for is in the answer.</summary>
    public async Task<IReadOnlyDictionary<int, Readiness>> ReadAsync(IReadOnlyCollection<int> people, CancellationToken cancellationToken)
    {
        if (people.Count == 0) return new Dictionary<int, Readiness>();
        var today = clock.Today;
        var lines = people.Distinct().ToDictionary(id => id, _ => new List<ReadinessLine>());
        await AddCertificatesAsync(lines, people, today, cancellationToken);
        await AddOnboardingAsync(lines, people, today, cancellationToken);
        await AddTrainingAsync(lines, people, today, cancellationToken);
        return lines.ToDictionary(pair => pair.Key, pair => new Readiness(pair.Value));
    }

    private async Task AddCertificatesAsync(Dictionary<int, List<ReadinessLine>> lines, IReadOnlyCollection<int> people, DateOnly today, CancellationToken cancellationToken)
    {
        var plans = await database.CertificationPlans.AsNoTracking().Where(plan => plan.State == PlanState.Published && plan.IsMandatory)
            .OrderBy(plan => plan.Title).Select(plan => new { plan.Id, plan.Title }).ToListAsync(cancellationToken);
        var held = await database.Certificates.AsNoTracking().Where(certificate => certificate.IsCurrent && people.Contains(certificate.PersonId) && certificate.Plan.State != PlanState.Retired)
            .OrderBy(certificate => certificate.Title)
            .Select(certificate => new { certificate.PersonId, certificate.PlanId, certificate.Title, certificate.RenewalOpensOn, certificate.ValidUntil, certificate.GraceUntil, certificate.RevokedAt })
            .ToListAsync(cancellationToken);
        var byPerson = held.ToLookup(certificate => certificate.PersonId);
        foreach (var (person, own) in lines)
        {
            var certificates = byPerson[person].ToDictionary(certificate => certificate.PlanId);
            foreach (var plan in plans)
            {
                var key = new RequirementKey(RequirementKind.Certificate, null, plan.Id);
                if (!certificates.Remove(plan.Id, out var certificate)) own.Add(new(key, plan.Title, LineState.Open, ReadinessRules.Certificate, 0, null, "Not earned yet.", true, 0, CertificationLinks.Mine(plan.Id)));
                else own.Add(Line(key, plan.Title, Certificate.State(certificate.RevokedAt, certificate.RenewalOpensOn, certificate.ValidUntil, certificate.GraceUntil, today), certificate.ValidUntil, isMandatory: true));
            }

            foreach (var certificate in certificates.Values)
            {
                own.Add(Line(
                    new RequirementKey(RequirementKind.Certificate, null, certificate.PlanId), certificate.Title,
                    Certificate.State(certificate.RevokedAt, certificate.RenewalOpensOn, certificate.ValidUntil, certificate.GraceUntil, today), certificate.ValidUntil, isMandatory: false));
            }
        }
    }

    /// <summary>Of a certification that nobody has to have, only the end of a certificate is worth a word.</summary>
    private static ReadinessLine Line(RequirementKey key, string title, CertificateState state, DateOnly until, bool isMandatory)
    {
        var day = ReadableTime.Absolute(until);
        var why = state switch
        {
            CertificateState.Valid => $"Valid until {day}.",
            CertificateState.RenewalOpen => $"Valid until {day}; it can be renewed now.",
            CertificateState.Revoked => "Revoked, so it counts zero.",
            CertificateState.InGrace => $"Expired on {day}, so it counts zero until it is renewed.",
            _ => $"Expired on {day}, so it counts zero.",
        };
        var line = state switch
        {
            CertificateState.Valid => LineState.Done,
            CertificateState.RenewalOpen => LineState.Ending,
            _ => LineState.Expired,
        };
        return new ReadinessLine(
            key, title, line, isMandatory ? ReadinessRules.Certificate : 0, line == LineState.Expired ? 0 : 1, until, isMandatory ? why : why + " Nobody has to have it.", isMandatory,
            isMandatory && line == LineState.Expired ? 1 : 0, CertificationLinks.Mine(key.Id));
    }

    private async Task AddOnboardingAsync(Dictionary<int, List<ReadinessLine>> lines, IReadOnlyCollection<int> people, DateOnly today, CancellationToken cancellationToken)
    {
        var rows = await database.Checklists.AsNoTracking().Where(checklist => people.Contains(checklist.PersonId) && checklist.EndedAt == null)
            .OrderBy(checklist => checklist.Id)
            .Select(checklist => new
            {
                checklist.PersonId,
                checklist.TemplateId,
                checklist.Title,
                checklist.CompletedAt,
                Steps = checklist.Steps.Count,
                Done = checklist.Steps.Count(step => step.State == StepState.Done),
                Late = checklist.Steps.Count(step => step.State == StepState.Open && step.DueOn < today),
                Next = checklist.Steps.Where(step => step.State == StepState.Open).Min(step => (DateOnly?)step.DueOn),
            }).ToListAsync(cancellationToken);
        foreach (var row in rows.GroupBy(row => (row.PersonId, row.TemplateId)).Select(same => same.Last()))
        {
            var isDone = row.CompletedAt is not null;
            var steps = FormattableString.Invariant($"{row.Done} of {row.Steps} steps done");
            lines[row.PersonId].Add(new ReadinessLine(
                new RequirementKey(RequirementKind.Onboarding, null, row.TemplateId), row.Title, isDone ? LineState.Done : row.Late > 0 ? LineState.Overdue : LineState.Open, ReadinessRules.Onboarding,
                isDone ? 1 : row.Steps == 0 ? 0 : (double)row.Done / row.Steps, isDone ? clock.DayOf(row.CompletedAt!.Value) : row.Next,
                isDone ? $"{steps}." : row.Late > 0 ? $"{steps}; {ItemWords.Count(row.Late, "is", "are")} past the day." : $"{steps}.", false, isDone ? 0 : row.Late, OnboardingLinks.Start));
        }
    }

    private async Task AddTrainingAsync(Dictionary<int, List<ReadinessLine>> lines, IReadOnlyCollection<int> people, DateOnly today, CancellationToken cancellationToken)
    {
        var rows = await database.AssignedTraining.AsNoTracking()
            .Where(assigned => people.Contains(assigned.PersonId) && (assigned.State == AssignedState.Open || assigned.State == AssignedState.Done))
            .OrderBy(assigned => assigned.PersonId).ThenBy(assigned => assigned.State == AssignedState.Open).ThenBy(assigned => assigned.Id)
            .Select(assigned => new { assigned.PersonId, assigned.TargetKind, assigned.TargetId, assigned.DueOn, assigned.State, assigned.DoneAt, assigned.Assignment.Title, assigned.Assignment.IsMandatory })
            .ToListAsync(cancellationToken);

        // What is asked once more counts by what is asked now.
        foreach (var row in rows.GroupBy(row => (row.PersonId, row.TargetKind, row.TargetId)).Select(same => same.Last()))
        {
            var weight = row.IsMandatory ? ReadinessRules.MandatoryTraining : ReadinessRules.Training;
            var key = new RequirementKey(RequirementKind.Training, row.TargetKind, row.TargetId);
            if (row.State == AssignedState.Done)
            {
                var day = row.DoneAt is { } at ? clock.DayOf(at) : (DateOnly?)null;
                lines[row.PersonId].Add(new ReadinessLine(key, row.Title, LineState.Done, weight, 1, day, day is { } on ? $"Done on {ReadableTime.Absolute(on)}." : "Done.", row.IsMandatory, 0, null));
                continue;
            }

            var isLate = row.DueOn < today;
            lines[row.PersonId].Add(new ReadinessLine(
                key, row.Title, isLate ? LineState.Overdue : LineState.Open, weight, 0, row.DueOn,
                isLate ? $"Was due {ReadableTime.Distance(row.DueOn, today)}, on {ReadableTime.Absolute(row.DueOn)}." : $"Due {ReadableTime.Distance(row.DueOn, today)}.", row.IsMandatory, isLate ? 1 : 0, null));
        }
    }
}
