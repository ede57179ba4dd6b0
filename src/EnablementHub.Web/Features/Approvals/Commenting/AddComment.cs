using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Commenting;

/// <summary>What a comment's form holds, as typed.</summary>
public sealed record CommentFields(string Text = "", string Quote = "", string Moment = "", int? AnswersId = null);

/// <summary>Adds a comment to the item's newest version, or an answer to one. For those who may change it and its reviewers.</summary>
public sealed class AddComment(HubDbContext database, ApprovalNotices notices, CalledPeople called, TimeProvider time)
{
    public Task<WriteResult> RunAsync(int itemId, CommentFields fields, Writer writer, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(token => StoreAsync(itemId, fields, writer, token), result => result.Succeeded, cancellationToken);

    private async Task<WriteResult> StoreAsync(int itemId, CommentFields fields, Writer writer, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!writer.MayChange(item) && !await database.IsReviewerOfAsync(itemId, writer.PersonId, cancellationToken)) return WriteResult.NotFound;
        var (text, quote) = (Clean(fields.Text), Clean(fields.Quote));
        var problems = new List<FieldProblem>();
        if (text.Length == 0) problems.Add(new("text", "Write what you want to say."));
        if (text.Length > ApprovalComment.MaxTextLength) problems.Add(new("text", FormattableString.Invariant($"The comment has {text.Length:N0} characters; at most {ApprovalComment.MaxTextLength:N0} fit. Shorten it, or split it.")));
        if (quote.Length > ApprovalComment.MaxQuoteLength) problems.Add(new("quote", $"The passage has {quote.Length} characters; at most {ApprovalComment.MaxQuoteLength} fit. Quote its beginning."));
        var version = item.NewestVersion!;
        var length = version.MediaFile?.DurationSeconds ?? version.Transcript?.EndSeconds;
        var moment = ReadMoment(fields.Moment);
        if (moment is null && fields.Moment.Trim().Length > 0) problems.Add(new("moment", "Enter the moment as minutes and seconds, for example 1:05."));
        if (moment > length) problems.Add(new("moment", "The recording is shorter than that."));
        if (fields.AnswersId is { } answered && !await database.ApprovalComments.AnyAsync(comment => comment.Id == answered && comment.ItemId == itemId && comment.AnswersId == null, cancellationToken))
            problems.Add(new("", "The comment that you answer is gone. Write a new one."));
        if (problems.Count > 0) return WriteResult.Invalid(problems);

        var comment = new ApprovalComment
        {
            ItemId = itemId,
            VersionNumber = version.Number,
            AuthorId = writer.PersonId,
            At = time.GetUtcNow(),
            Text = text,
            Quote = fields.AnswersId is null ? quote : "",
            Moment = fields.AnswersId is null ? moment : null,
            AnswersId = fields.AnswersId,
        };
        if (await IsThereAsync(comment, cancellationToken)) return WriteResult.Unchanged(item);
        database.ApprovalComments.Add(comment);
        await database.SaveChangesAsync(cancellationToken);
        var (seeing, others) = await called.FindAsync(text, item, cancellationToken);
        await notices.CommentedAsync(comment, item, version.Title, [.. seeing.Select(person => person.PersonId)], cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return WriteResult.Done(item) with { Warnings = [.. others.Select(person => $"{person.Name} can't open this, so they were not told. Ask them for review first.")] };
    }

    /// <summary>Seconds of "1:05", "65" or "1:02:05"; null for anything else.</summary>
    public static double? ReadMoment(string text)
    {
        var parts = text.Trim().Split(':');
        if (parts.Length > 3) return null;
        var seconds = 0.0;
        foreach (var part in parts)
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 100_000) return null;
            seconds = (seconds * 60) + number;
        }

        return Math.Round(seconds, 1);
    }

    /// <summary>The same form sent twice is one comment.</summary>
    private Task<bool> IsThereAsync(ApprovalComment comment, CancellationToken cancellationToken)
    {
        var since = comment.At.AddMinutes(-1);
        return database.ApprovalComments.AnyAsync(
            other => other.ItemId == comment.ItemId && other.AuthorId == comment.AuthorId && other.VersionNumber == comment.VersionNumber && other.AnswersId == comment.AnswersId
                && other.Text == comment.Text && other.Quote == comment.Quote && other.Moment == comment.Moment && other.At > since,
            cancellationToken);
    }

    private static string Clean(string? text) => (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).Trim();
}
