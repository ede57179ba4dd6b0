using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Studio;

/// <summary>The room's first page, and the beginning of new content.</summary>
[Authorize(Capability.WriteContent)]
public sealed class StudioController(StudioQueries queries) : Controller
{
    [HttpGet(StudioLinks.Start)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await queries.ReadAsync(User.Writer(), cancellationToken));

    [HttpGet("/studio/new"), HttpGet("/studio/new/{kind}")]
    public IActionResult New(string? kind) => View(new NewItemPage { Kind = ItemKinds.FromSlug(kind)?.Slug() });

    [HttpPost("/studio/new")]
    public async Task<IActionResult> New(string? kind, string? title, [FromServices] CreateItem create, CancellationToken cancellationToken)
    {
        var page = new NewItemPage { Kind = kind, Title = title ?? "" };
        var result = ItemKinds.FromSlug(kind) is { } known
            ? await create.RunAsync(known, title, User.Writer(), cancellationToken)
            : WriteResult.Invalid([new FieldProblem("Kind", "Choose what it is."), .. new VersionContent { Title = title ?? "" }.Normalised().Problems()]);
        if (result.Succeeded) return LocalRedirect(StudioLinks.Editor(result.ItemId));
        Response.StatusCode = result.Status();
        return View(page with { Problems = result.Problems });
    }
}

public sealed record NewItemPage
{
    /// <summary>Slug of the kind.</summary>
    public string? Kind { get; init; }
    public string Title { get; init; } = "";
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public string? ProblemOf(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Sentence;

    /// <summary>What each kind is for, beside its name.</summary>
    public static string Purpose(ItemKind kind) => kind switch
    {
        ItemKind.Clip => "About two minutes of a call or talk that answer one question.",
        ItemKind.Playbook => "Pages for one situation: know, say, show, do.",
        ItemKind.TrainingVideo => "At most eight minutes, with a recap and a cheat sheet.",
        ItemKind.Template => "An e-mail text, scorecard or checklist to use as it is.",
        ItemKind.Document => "A file to download: PDF, Word, Excel or PowerPoint.",
        ItemKind.Link => "A page elsewhere that is worth keeping.",
        _ => "",
    };
}
