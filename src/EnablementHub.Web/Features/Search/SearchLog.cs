using System.Collections.Concurrent;
using EnablementHub.Features.People;
using EnablementHub.Features.Usage;

namespace EnablementHub.Features.Search;

/// <summary>
/// Records searches. Those of a person who is still typing wait a moment, so that "d", "di" and "dis" don't count beside "discount".
/// </summary>
public sealed class SearchLog(UsageLog usage, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<int, SearchRecord> _typing = new();

    public void Record(SearchAnswer answer, int personId)
    {
        if (answer.Request.IsEmpty || answer.Request.Offset > 0 || personId == PersonAccess.Nobody) return;
        var record = RecordOf(answer, personId);
        if (answer.Request.IsTyping)
        {
            _typing[personId] = record;
            return;
        }

        // What was typed on the way to this search is the same search.
        _typing.TryRemove(personId, out _);
        usage.Record(record);
    }

    /// <summary>A result was opened or played, so that the search counts even if its person was still typing.</summary>
    public void Clicked(Guid searchId, int personId, int itemId, int rank)
    {
        if (_typing.TryGetValue(personId, out var typed) && typed.Id == searchId && _typing.TryRemove(KeyValuePair.Create(personId, typed))) usage.Record(typed);
        usage.RecordClick(searchId, personId, itemId, rank);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Settle(TimeSpan.Zero);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Settle(Settled);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private void Settle(TimeSpan after)
    {
        var now = time.GetUtcNow();
        foreach (var typed in _typing)
        {
            if (now - typed.Value.At >= after && _typing.TryRemove(typed)) usage.Record(typed.Value);
        }
    }

    private SearchRecord RecordOf(SearchAnswer answer, int personId)
    {
        var text = Cut(answer.Request.Text, SearchRecord.MaxTextLength);
        return new SearchRecord
        {
            Id = answer.SearchId,
            At = time.GetUtcNow(),
            PersonId = personId,
            Text = text,
            FoldedText = Cut(string.Join(' ', text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), SearchRecord.MaxTextLength),
            Filters = Cut(string.Join('&', answer.Request.Filters.SelectMany(filter => filter.Value.Select(value => $"{filter.Key}={value}"))), SearchRecord.MaxFiltersLength),
            Hits = answer.Outcome.Total,
            Corrected = answer.Outcome.Corrected is { } corrected ? Cut(corrected, SearchRecord.MaxTextLength) : null,
        };
    }

    /// <summary>Never between the halves of a character.</summary>
    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
