using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Certification.Plans;

/// <summary>Begins a certification, and changes its name and its days. New days are a change of what is published: they wait in a draft.</summary>
public sealed class SavePlan(HubDbContext database, TimeProvider time)
{
    public async Task<WriteResult> CreateAsync(string? typedTitle, int personId, CancellationToken cancellationToken = default)
    {
        var title = Words.OneLine(typedTitle);
        if (title.Length == 0) return WriteResult.Invalid(nameof(PlanForm.Title), "Give it a title, for example “Pricing, certified”.");
        if (title.Length > CertificationPlan.MaxTitleLength) return WriteResult.Invalid(nameof(PlanForm.Title), $"The title has {title.Length} characters; at most {CertificationPlan.MaxTitleLength} fit.");
        return await database.InUnitAsync(
            async token =>
            {
                var now = time.GetUtcNow();
                var plan = new CertificationPlan { Title = title };
                plan.BeginDraft(now).Add(new PlanGroup { IsRenewal = false, Title = "What it takes" });
                plan.Touch(now);
                database.Add(plan);
                await database.SaveChangesAsync(token);
                database.LogAudit(personId, "certification.created", "certification", plan.Id, now, title);
                await database.SaveChangesAsync(token);
                return new WriteResult(WriteOutcome.Done, plan.Id, plan.Revision);
            },
            result => result.Succeeded,
            cancellationToken);
    }

    public Task<WriteResult> RunAsync(int planId, int revision, PlanForm form, int personId, CancellationToken cancellationToken = default)
    {
        var (values, problems) = form.Read();
        if (values is null) return Task.FromResult(WriteResult.Invalid(problems));
        var now = time.GetUtcNow();
        return database.ChangePlanAsync(planId, revision, now, personId, (plan, _) =>
        {
            (plan.Title, plan.Summary, plan.IsMandatory) = (values.Title, values.Summary, values.IsMandatory);
            if ((plan.Draft ?? plan.Live)!.Validity != values.Rule)
            {
                var draft = plan.BeginDraft(now);
                (draft.ValidDays, draft.WindowDays, draft.GraceDays) = values.Rule;
            }

            return Task.FromResult(new PlanChange(null, "changed", values.Title));
        }, cancellationToken);
    }
}
