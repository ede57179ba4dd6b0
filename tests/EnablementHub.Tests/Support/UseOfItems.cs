using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Features.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Support;

/// <summary>What a person does with items, written when these return.</summary>
internal static class UseOfItems
{
    /// <summary>Plays that span of seconds, as a player reports it.</summary>
    public static async Task PlayAsync(this TestHub hub, Person person, Item clip, (double Start, double End) span)
    {
        await using var database = hub.OpenDatabase();
        var media = await database.MediaFiles.SingleAsync(file => file.ItemId == clip.Id, TestContext.Current.CancellationToken);
        await hub.App.Services.GetRequiredService<UsageLog>().RecordProgressAsync(
            new ProgressReport { PersonId = person.Id, ItemId = clip.Id, MediaFileId = media.Id, DurationSeconds = media.DurationSeconds, Spans = [span], Position = span.End }, TestContext.Current.CancellationToken);
    }

    /// <summary>Opens its page.</summary>
    public static async Task OpenAsync(this TestHub hub, Person person, Item item)
    {
        var usage = hub.App.Services.GetRequiredService<UsageLog>();
        usage.Record(UsageKind.View, person.Id, item.Id);
        await usage.FlushAsync(TestContext.Current.CancellationToken);
    }
}
