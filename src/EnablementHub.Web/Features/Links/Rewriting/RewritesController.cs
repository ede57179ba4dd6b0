using System.Globalization;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Links.Rewriting;

/// <summary>Moves and retired targets: each rewriting is shown before it begins, while it runs and afterwards, and can be taken back.</summary>
[Authorize(Capability.ManageContent)]
public sealed class RewritesController(RewritePages pages, LinksOverview overview) : Controller
{
    [HttpGet("/links/move")]
    public async Task<IActionResult> Move(string? from, string? to, [FromServices] MoveAddress moves, CancellationToken cancellationToken)
    {
        var typed = new MoveForm(from ?? "", to ?? "", []);
        if (from is null && to is null) return View(typed);
        var (move, problems) = await ReadAsync(moves, typed, cancellationToken);
        if (move is null || problems.Count > 0) return Refuse(typed with { Problems = problems });
        var preview = new RewritePreview
        {
            Title = TitleOf(move),
            Consequences =
            [
                $"Whoever opens {move.FromPath} is led to the new place, for good.",
                .. move.FromItemId is null ? Array.Empty<string>() : ["The item itself goes to the archive. You can bring it back."],
            ],
            Action = "/links/move",
            Fields = [("from", typed.From), ("to", typed.To)],
            Items = 0,
            Planned = [],
            Button = "Move it",
        };
        return View("Preview", await pages.PreviewAsync(preview, [move.Rule()], cancellationToken));
    }

    [HttpPost("/links/move")]
    public async Task<IActionResult> MoveIt(string? from, string? to, [FromServices] MoveAddress moves, CancellationToken cancellationToken)
    {
        var typed = new MoveForm(from ?? "", to ?? "", []);
        var (move, problems) = await ReadAsync(moves, typed, cancellationToken);
        if (move is null || problems.Count > 0) return Refuse(typed with { Problems = problems });
        var moved = await moves.RunAsync([move], User.Writer(), TitleOf(move), cancellationToken);
        return moved.RewriteId is { } id ? LocalRedirect(LinkPaths.Rewrite(id)) : Refuse(typed with { Problems = moved.Problems });
    }

    /// <param name="items">Numbers of items that readers no longer find.</param>
    /// <param name="retired">Knows them.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    [HttpGet("/links/retired")]
    public async Task<IActionResult> Retired([FromQuery] int[]? items, [FromServices] RetiredTargets retired, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || items is not { Length: > 0 and <= RetiredTargets.MaxListed }) return await NothingChosenAsync(cancellationToken);
        var rules = await retired.RulesAsync(items, cancellationToken);
        if (rules.Count == 0) return await NothingChosenAsync(cancellationToken);
        var preview = new RewritePreview
        {
            Title = TitleOf(rules.Count),
            Consequences = Consequences(rules),
            Action = "/links/retired",
            Fields = [.. rules.Select(rule => ("items", rule.FromItemId!.Value.ToString(CultureInfo.InvariantCulture)))],
            Items = 0,
            Planned = [],
        };
        return View("Preview", await pages.PreviewAsync(preview, rules, cancellationToken));
    }

    [HttpPost("/links/retired")]
    public async Task<IActionResult> RewriteRetired([FromForm] int[]? items, [FromServices] RetiredTargets retired, [FromServices] StartRewrite start, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || items is not { Length: > 0 and <= RetiredTargets.MaxListed }) return await NothingChosenAsync(cancellationToken);
        if (await retired.RulesAsync(items, cancellationToken) is not { Count: > 0 } rules) return await NothingChosenAsync(cancellationToken);
        var id = await start.RunAsync(TitleOf(rules.Count), () => [.. rules.Select(rule => new LinkRewriteRule { FromItemId = rule.FromItemId, ToItemId = rule.ToItemId, Words = rule.Words })], User.Writer(), cancellationToken);
        return LocalRedirect(LinkPaths.Rewrite(id));
    }

    [HttpGet("/links/rewrites/{id:int}")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellationToken, int page = 1) =>
        await pages.ReadAsync(id, Math.Clamp(page, 1, 100_000), cancellationToken) is { } found ? View("Rewrite", found) : NotFound();

    [HttpPost("/links/rewrites/{id:int}/undo")]
    public async Task<IActionResult> Undo(int id, [FromServices] UndoRewrite undo, CancellationToken cancellationToken)
    {
        var result = await undo.RunAsync(id, User.Writer(), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        Flash.Say(TempData, new Flash(result.Outcome == WriteOutcome.Done ? "The links are being put back." : "It was taken back already."));
        return LocalRedirect(LinkPaths.Rewrite(id));
    }

    private static async Task<(Move? Move, IReadOnlyList<FieldProblem> Problems)> ReadAsync(MoveAddress moves, MoveForm typed, CancellationToken cancellationToken)
    {
        var problems = new List<FieldProblem>();
        if (moves.ReadItem(typed.To) is null) problems.Add(new("To", "Choose the item from the titles that are offered, or enter its number."));
        var move = moves.Read(typed.From, typed.To);
        if (move is null && problems.Count == 0) problems.Add(new("From", "Enter the item's title or number, or an old address that begins with a slash, such as /wiki/pricing."));
        return (move, move is null ? problems : await moves.CheckAsync(move, cancellationToken));
    }

    private static string TitleOf(Move move) => $"{move.FromPath} moved to {MovedAddress.PathOfItem(move.ToItemId)}";

    private static string TitleOf(int targets) => targets == 1 ? "Links to a retired item" : FormattableString.Invariant($"Links to {targets} retired items");

    private static List<string> Consequences(IReadOnlyList<LinkRewriteRule> rules)
    {
        var sentences = new List<string>();
        if (rules.Any(rule => !rule.Removes)) sentences.Add("Where a successor is named, links lead to it, and so do steps, quizzes, courses, certifications and playlists that name the item. What somebody has done stays with what they did it with.");
        if (rules.Any(rule => rule.Removes)) sentences.Add("Where there is none, the link is taken out and its words stay.");
        return sentences;
    }

    private ViewResult Refuse(MoveForm form)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Move", form);
    }

    private async Task<IActionResult> NothingChosenAsync(CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("/Features/Links/Index.cshtml", await overview.ReadAsync("Choose at least one item that readers no longer find.", cancellationToken));
    }
}

/// <summary>What is typed into the form for a move.</summary>
public sealed record MoveForm(string From, string To, IReadOnlyList<FieldProblem> Problems)
{
    public string? ProblemOf(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Sentence;
}
