using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Markdown;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Moving;

/// <summary>An old address and the item that stands for it from now on.</summary>
public sealed record Move
{
    /// <summary>The item that it was; null for an address that was never an item's.</summary>
    public int? FromItemId { get; init; }

    /// <summary>As <see cref="LinkTarget.PathOf"/> writes it.</summary>
    public required string FromPath { get; init; }
    public required int ToItemId { get; init; }

    public LinkRewriteRule Rule() => FromItemId is { } item
        ? new LinkRewriteRule { FromItemId = item, ToItemId = ToItemId }
        : new LinkRewriteRule { FromAddress = FromPath, ToItemId = ToItemId };
}

/// <param name="RewriteId">The rewriting of the links that lead there; null when nothing was done.</param>
public sealed record Moved(int? RewriteId, IReadOnlyList<FieldProblem> Problems);

/// <summary>
/// Moves addresses to items: each keeps a redirect for ever, what stood there goes to the archive, and the links that lead
/// there are rewritten by a job. All of it is written in one unit.
/// </summary>
public sealed class MoveAddress(HubDbContext database, RewritePlan plan, RewriteQueue queue, HubAddress hub, TimeProvider time)
{
    /// <summary>Reads what a person typed: a number, an address of an item, or any other path of the hub.</summary>
    public Move? Read(string? from, string? to)
    {
        if (ReadItem(to) is not { } target || string.IsNullOrWhiteSpace(from)) return null;
        if (ReadItem(from) is { } item) return new Move { FromItemId = item, FromPath = MovedAddress.PathOfItem(item), ToItemId = target };
        var address = from.Trim();
        address = hub.PathOf(address) ?? address;
        var path = LinkTarget.PathOf(address);
        return address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && path.Length is > 1 and <= MovedAddress.MaxPathLength && !path.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\')
            ? new Move { FromPath = path, ToItemId = target }
            : null;
    }

    /// <summary>A number, an address, or a picker's "title · address".</summary>
    public int? ReadItem(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0) return number;
        var picked = text.LastIndexOf(" · ", StringComparison.Ordinal) is >= 0 and var at ? text[(at + 3)..] : text;
        return ItemAddress.Parse(hub.PathOf(picked) ?? picked)?.ItemId;
    }

    public async Task<IReadOnlyList<FieldProblem>> CheckAsync(Move move, CancellationToken cancellationToken)
    {
        if (move.FromItemId == move.ToItemId) return [new("To", "It would lead to itself. Choose another item.")];
        var target = await database.Items.AsNoTracking().Where(item => item.Id == move.ToItemId).Select(item => new { item.State }).SingleOrDefaultAsync(cancellationToken);
        if (target is null) return [new("To", "There is no item with that number. Choose it from the titles that are offered.")];
        if (target.State != PublicationState.Published) return [new("To", "That item isn't published, so readers would be led to a closed door. Publish it first.")];
        for (var (id, step) = (move.ToItemId, 0); step < 50; step++)
        {
            var path = MovedAddress.PathOfItem(id);
            if (await database.MovedAddresses.AsNoTracking().Where(m => m.Path == path).Select(m => (int?)m.ToItemId).SingleOrDefaultAsync(cancellationToken) is not { } next) break;
            if (next == move.FromItemId) return [new("To", "That item itself has moved to this one. Choose another.")];
            id = next;
        }

        return [];
    }

    public async Task<Moved> RunAsync(IReadOnlyList<Move> moves, Writer writer, string title, CancellationToken cancellationToken = default)
    {
        if (!writer.ManagesContent) return new Moved(null, [new("", Writer.LeadsOnly)]);
        foreach (var move in moves)
        {
            if (await CheckAsync(move, cancellationToken) is { Count: > 0 } problems) return new Moved(null, problems);
        }

        var id = await database.InUnitAsync(token => AddAsync(moves, writer.PersonId, title, token), _ => true, cancellationToken);
        await queue.BeginAsync(cancellationToken);
        return new Moved(id, []);
    }

    /// <summary>The same in the caller's unit, after its check; the caller has the job begin.</summary>
    /// <returns>The rewriting's number.</returns>
    public async Task<int> AddAsync(IReadOnlyList<Move> moves, int personId, string title, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rewrite = await plan.AddAsync(title, [.. moves.Select(move => move.Rule())], personId, cancellationToken);
        foreach (var move in moves)
        {
            if (await database.MovedAddresses.SingleOrDefaultAsync(m => m.Path == move.FromPath, cancellationToken) is { } again)
                (again.ToItemId, again.At, again.PersonId, again.RewriteId) = (move.ToItemId, now, personId, rewrite.Id);
            else
                database.MovedAddresses.Add(new MovedAddress { Path = move.FromPath, ToItemId = move.ToItemId, At = now, PersonId = personId, RewriteId = rewrite.Id });
            if (move.FromItemId is not { } from) continue;
            if (await database.Items.SingleOrDefaultAsync(item => item.Id == from, cancellationToken) is not { } item) continue;
            item.SuccessorId = move.ToItemId;
            if (item.State != PublicationState.Archived) item.Archive(now);
            database.LogItem(item, personId, ItemActions.Moved, now, $"to item {move.ToItemId}");
        }

        await database.SaveChangesAsync(cancellationToken);
        return rewrite.Id;
    }
}
