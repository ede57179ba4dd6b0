using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Links.Rewriting;

/// <summary>Begins a rewriting that moves no address: links to what is gone, to a renamed section, or to a page elsewhere.</summary>
public sealed class StartRewrite(HubDbContext database, RewritePlan plan, RewriteQueue queue)
{
    /// <returns>The rewriting's number.</returns>
    public async Task<int> RunAsync(string title, Func<IReadOnlyCollection<LinkRewriteRule>> rules, Writer writer, CancellationToken cancellationToken = default)
    {
        var id = await database.InUnitAsync(
            async token =>
            {
                var rewrite = await plan.AddAsync(title, rules(), writer.PersonId, token);
                await database.SaveChangesAsync(token);
                return rewrite.Id;
            },
            _ => true,
            cancellationToken);
        await queue.BeginAsync(cancellationToken);
        return id;
    }
}
