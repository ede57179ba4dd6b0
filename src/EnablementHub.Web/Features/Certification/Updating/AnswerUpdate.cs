using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Updating;

public sealed record UpdateAnswer
{
    public required int UpdateId { get; init; }
    public required int PersonId { get; init; }

    /// <summary>For each question the number of the chosen line, from 0, as it was sent.</summary>
    public required IReadOnlyList<string?> Choices { get; init; }

    /// <summary>The person says that they have read the change.</summary>
    public required bool IsRead { get; init; }
}

/// <summary>A holder knows a change: the ledger and the certificate get the new version. Wrong answers cost another look, nothing else.</summary>
public sealed class AnswerUpdate(HubDbContext database, LearningRecords records, OrganisationClock clock)
{
    public static string FieldOf(int question) => FormattableString.Invariant($"answer{question}");

    public Task<WriteResult> RunAsync(UpdateAnswer answer, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(token => StoreAsync(answer, token), result => result.Succeeded || result.Revision < 0, cancellationToken);

    private async Task<WriteResult> StoreAsync(UpdateAnswer answer, CancellationToken cancellationToken)
    {
        var update = await database.CertificateUpdates.Include(u => u.Certificate).Include(u => u.Change).ThenInclude(c => c.Questions)
            .SingleOrDefaultAsync(u => u.Id == answer.UpdateId && u.PersonId == answer.PersonId, cancellationToken);
        if (update is null) return WriteResult.NotFound;
        if (!update.IsOpen) return new WriteResult(WriteOutcome.Unchanged, update.CertificateId);
        var questions = update.Change.InOrder;
        var chosen = questions.Select((question, at) => answer.Choices.ElementAtOrDefault(at) is { } text && FormNumber.Read(text) is { } number && number < question.Answers.Count ? number : (int?)null).ToList();
        var problems = new List<FieldProblem>();
        for (var at = 0; at < questions.Count; at++)
            if (chosen[at] is null) problems.Add(new(FieldOf(at), "Choose an answer."));
        if (!answer.IsRead) problems.Add(new("read", "Say that you have read the change."));
        if (problems.Count > 0) return WriteResult.Invalid(problems);

        for (var at = 0; at < questions.Count; at++)
            if (chosen[at] != questions[at].Correct) problems.Add(new(FieldOf(at), "That isn't it. Look at the change again, then choose."));
        if (problems.Count > 0)
        {
            update.Miss();
            await database.SaveChangesAsync(cancellationToken);
            return WriteResult.Invalid(problems) with { Revision = Kept };
        }

        var now = clock.Now;
        update.Finish(now);
        var key = FormattableString.Invariant($"certificate-update:{update.Id}");
        var evidence = questions.Count == 0 ? "Read the change" : $"Read the change and answered {questions.Count} of {questions.Count}";
        var target = new LearningKey(LearningKind.Item, update.Change.ItemId);
        await records.NoteAsync(new NewLearningRecord { PersonId = update.PersonId, Target = target, TargetVersion = update.Change.ToVersion, EarnedAt = now, Evidence = evidence, Key = key }, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        var record = await database.LearningRecords.Where(r => r.Key == key).Select(r => r.Id).SingleAsync(cancellationToken);
        update.Certificate.Add(new CertificateRecord
        {
            Kind = target.Kind,
            TargetId = target.Id,
            TargetVersion = update.Change.ToVersion,
            Title = update.Change.Title,
            EarnedAt = now,
            Evidence = evidence,
            RecordId = record,
            IsUpdate = true,
        });
        var next = await database.CertificateUpdates.Where(u => u.CertificateId == update.CertificateId && u.Id != update.Id && u.DoneAt == null && u.ClosedAt == null).MinAsync(u => (DateOnly?)u.DueOn, cancellationToken);
        update.Certificate.SetUpdateDue(next);
        database.LogAudit(update.PersonId, "certificate.updated", "certificate", update.CertificateId, now, $"{update.Change.Title}, version {update.Change.ToVersion}");
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, update.CertificateId);
    }

    /// <summary>Marks a refusal whose attempt is counted all the same.</summary>
    private const int Kept = -1;
}
