using EnablementHub.Data;
using EnablementHub.Features.Approvals;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Platform.Media.Captions;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace EnablementHub.Features.Clips.Playing;

/// <summary>The captions of an item as the track of its player.</summary>
public sealed class CaptionsController(HubDbContext database, OrganisationClock clock) : Controller
{
    [AcceptVerbs("GET", "HEAD", Route = "/items/{id:int}/captions.vtt")]
    public async Task<IActionResult> Track(int id, [FromQuery] string? version, CancellationToken cancellationToken)
    {
        var reader = User.Reader(clock.Today);
        var reviews = version == "pending" && await database.IsReviewerOfAsync(id, User.PersonId(), cancellationToken);
        var items = database.Items.AsNoTracking().Where(i => i.Id == id);
        var item = await (reviews ? items : items.InAudienceOf(reader))
            .Select(i => new
            {
                i.OwnerId,
                i.State,
                i.ReleaseOn,
                i.ExpireOn,
                Live = i.Versions.Where(v => v.Number == i.LiveNumber).Select(v => v.TranscriptId).FirstOrDefault(),
                Pending = i.Versions.Where(v => v.Number == i.PendingNumber).Select(v => v.TranscriptId).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (item is null) return NotFound();
        var mayEdit = reviews || reader.MayEdit(item.OwnerId);
        if (!mayEdit && Item.Status(item.State, item.ReleaseOn, item.ExpireOn, reader.Today) != PublicationStatus.Published) return NotFound();
        if ((mayEdit ? (version == "pending" ? item.Pending ?? item.Live : item.Live ?? item.Pending) : item.Live) is not { } transcriptId) return NotFound();
        var cues = await database.Cues.AsNoTracking().Where(cue => cue.TranscriptId == transcriptId).OrderBy(cue => cue.Position).ToListAsync(cancellationToken);
        Response.Headers.CacheControl = "private, no-cache";

        // Transcripts never change, so the number is as good as a hash.
        var tag = new EntityTagHeaderValue($"\"transcript-{transcriptId}\"");
        var text = CaptionWriter.Write(cues.Select(cue => new CaptionCue(cue.StartSeconds, cue.EndSeconds, cue.Speaker, cue.Text)));
        return File(System.Text.Encoding.UTF8.GetBytes(text), CaptionWriter.ContentType, lastModified: null, entityTag: tag);
    }
}
