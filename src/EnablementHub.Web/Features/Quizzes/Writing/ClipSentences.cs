using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Quizzes.Writing;

/// <summary>The sentences of a recording's part, to be marked. The question keeps them as they are now, whatever becomes of the captions.</summary>
public sealed class ClipSentences(HubDbContext database)
{
    /// <returns>The sentences, or why there are none.</returns>
    public async Task<(IReadOnlyList<ChoiceRow> Rows, string? Problem)> ReadAsync(int itemId, double? start, double? end, CancellationToken cancellationToken)
    {
        var item = await (
            from i in database.Items.AsNoTracking()
            join version in database.ItemVersions on new { ItemId = i.Id, Number = i.LiveNumber ?? i.PendingNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where i.Id == itemId
            select new { i.Kind, version.TranscriptId }).SingleOrDefaultAsync(cancellationToken);
        if (item is null) return ([], "There is no item with that number. Choose it from the titles that are offered.");
        if (!item.Kind.IsPlayable()) return ([], "Only a clip or a training video can be played. Choose another one.");
        if (item.TranscriptId is null) return ([], "It has no captions yet, so there are no sentences to mark.");
        var (from, to) = (start ?? 0, end ?? double.MaxValue);
        var cues = await database.Cues.AsNoTracking().Where(cue => cue.TranscriptId == item.TranscriptId && cue.EndSeconds > from && cue.StartSeconds < to).OrderBy(cue => cue.Position)
            .Select(cue => new { cue.StartSeconds, cue.Speaker, cue.Text }).Take(QuestionParts.MaxSentences + 1).ToListAsync(cancellationToken);
        if (cues.Count < 2) return ([], "Nothing is said in this part that could be marked. Choose a longer one.");
        if (cues.Count > QuestionParts.MaxSentences) return ([], $"This part has more than {QuestionParts.MaxSentences} sentences. Choose a shorter one.");
        return ([.. cues.Select((cue, at) => new ChoiceRow((at + 1).ToString(CultureInfo.InvariantCulture), Cut(cue.Speaker.Length > 0 ? $"{cue.Speaker}: {cue.Text}" : cue.Text), "", false, cue.StartSeconds.ToString("0.###", CultureInfo.InvariantCulture)))], null);
    }

    private static string Cut(string text) => text.Length <= QuestionParts.MaxTextLength ? text : text[..QuestionParts.MaxTextLength];
}
