using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Rewriting;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Places;

/// <summary>
/// Does with steps, quizzes, courses, certifications and typed addresses what a rewriting does with links. What somebody has done
/// stays with what they did it with: each room knows what of it is over.
/// </summary>
public sealed class LeadPlaces(HubDbContext database, ItemDependants dependants, TypedLinks typed, PlainRelinking relinking, TimeProvider time)
{
    public const string Led = "links.place-led";
    public const string LedBack = "links.place-led-back";

    /// <summary>What would become of each place: done, looked at and undone.</summary>
    public Task<IReadOnlyList<RewrittenPlace>> PreviewAsync(IReadOnlyCollection<LinkRewriteRule> rules, RewriteRules ready, CancellationToken cancellationToken) =>
        database.InUnitAsync(token => RunAsync(rules, ready, token), _ => false, cancellationToken);

    /// <summary>In the caller's unit, which gives the rows the number of their rewriting.</summary>
    public async Task<IReadOnlyList<RewrittenPlace>> RunAsync(IReadOnlyCollection<LinkRewriteRule> rules, RewriteRules ready, CancellationToken cancellationToken)
    {
        var places = new List<RewrittenPlace>();
        foreach (var rule in rules.Where(rule => rule is { FromItemId: not null, ToItemId: not null, FromAnchor.Length: 0 } && rule.FromItemId != rule.ToItemId))
        {
            foreach (var led in await dependants.LeadAsync(rule.FromItemId!.Value, rule.ToItemId!.Value, null, cancellationToken)) places.Add(Row(led, rule));
            await database.SaveChangesAsync(cancellationToken);
        }

        var removed = rules.Where(rule => rule is { FromItemId: not null, FromAnchor.Length: 0, Removes: true }).Select(rule => rule.FromItemId!.Value).ToList();
        foreach (var (itemId, use) in (await dependants.FindAsync(removed, cancellationToken)).SelectMany(uses => uses.Where(use => use is { ItemId: null, How: not "links to it" }).Select(use => (uses.Key, use))))
            places.Add(Left(new PlaceKey(use.What, 0), use.What, use.Title, use.Address, itemId, "Nothing takes the item's place, so this stays as it is."));
        foreach (var text in await typed.TextsAsync(cancellationToken)) places.AddRange(await RelinkAsync(text, ready, cancellationToken));
        await database.SaveChangesAsync(cancellationToken);
        return places;
    }

    public void Log(LinkRewrite rewrite, IReadOnlyList<RewrittenPlace> places)
    {
        var now = time.GetUtcNow();
        foreach (var place in places)
        {
            place.RewriteId = rewrite.Id;
            if (place.State == RewrittenState.Done) database.LogAudit(rewrite.PersonId, Led, "link-rewrite", rewrite.Id, now, Describe(place));
        }

        database.RewrittenPlaces.AddRange(places);
    }

    /// <summary>In the caller's unit; the caller saves. What somebody has changed since stays as they left it.</summary>
    public async Task UndoAsync(int rewriteId, int personId, CancellationToken cancellationToken)
    {
        var rows = await database.RewrittenPlaces.Where(place => place.RewriteId == rewriteId && place.State == RewrittenState.Done).ToListAsync(cancellationToken);
        foreach (var place in rows) place.State = RewrittenState.UndoSkipped;
        foreach (var led in rows.Where(place => place is { FromItemId: not null, Problem.Length: 0 }).GroupBy(place => (From: place.FromItemId!.Value, To: place.ToItemId!.Value)))
        {
            var back = (await dependants.LeadAsync(led.Key.To, led.Key.From, led.Select(place => place.Place).ToHashSet(), cancellationToken)).Select(place => place.Place).ToHashSet();
            foreach (var place in led.Where(place => back.Contains(place.Place))) place.State = RewrittenState.Undone;
        }

        foreach (var place in rows.Where(place => place.FromItemId is null))
        {
            if (await typed.ReplaceAsync(place.Place, place.Field, place.After, place.Before, cancellationToken)) place.State = RewrittenState.Undone;
        }

        var now = time.GetUtcNow();
        foreach (var place in rows)
        {
            if (place.State == RewrittenState.Undone) database.LogAudit(personId, LedBack, "link-rewrite", rewriteId, now, Describe(place));
            else if (place.Problem.Length == 0) place.Problem = "Somebody has changed it since; it stays as it is.";
        }
    }

    private async Task<IReadOnlyList<RewrittenPlace>> RelinkAsync(TypedText text, RewriteRules rules, CancellationToken cancellationToken)
    {
        var relinked = relinking.Run(text.Text, 0, rules, text.MaxLength);
        var left = relinked.Left.Select(sentence => Left(text.Place, text.What, text.Title, text.Address, null, sentence)).ToList();
        if (relinked.Changes.Count == 0 || !await typed.ReplaceAsync(text.Place, text.Field, text.Text, relinked.Text, cancellationToken)) return left;
        return
        [
            .. left,
            new RewrittenPlace
            {
                Kind = text.Place.Kind, PlaceId = text.Place.Id, What = text.What, Title = Short(text.Title), Address = text.Address,
                Field = text.Field, Before = text.Text, After = relinked.Text, State = RewrittenState.Done,
            },
        ];
    }

    private static RewrittenPlace Row(LedPlace led, LinkRewriteRule rule) => new()
    {
        Kind = led.Place.Kind,
        PlaceId = led.Place.Id,
        What = led.What,
        Title = Short(led.Title),
        Address = led.Address,
        FromItemId = rule.FromItemId,
        ToItemId = rule.ToItemId,
        State = RewrittenState.Done,
        Problem = led.IsMerged ? "It named both, so this can't be taken back here." : "",
    };

    private static RewrittenPlace Left(PlaceKey place, string what, string title, string address, int? itemId, string problem) => new()
    {
        Kind = place.Kind,
        PlaceId = place.Id,
        What = what,
        Title = Short(title),
        Address = address,
        FromItemId = itemId,
        State = RewrittenState.Skipped,
        Problem = problem,
    };

    private static string Describe(RewrittenPlace place) => place.FromItemId is { } from
        ? FormattableString.Invariant($"{place.What} “{place.Title}”: item {from} → item {place.ToItemId}")
        : $"{place.What} “{place.Title}”: {place.Before} → {place.After}";

    private static string Short(string title) => title.Length <= RewrittenPlace.MaxTitleLength ? title : title[..(RewrittenPlace.MaxTitleLength - 1)] + "…";
}
