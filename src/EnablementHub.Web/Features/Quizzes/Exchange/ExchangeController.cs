using System.Text;
using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Quizzes.Exchange.Gift;
using EnablementHub.Features.Quizzes.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Quizzes.Exchange;

public sealed record ImportPage(int QuizId, string Title, int Revision, string Typed = "", ImportReport? Report = null);

/// <summary>Questions from and to other programs.</summary>
[Authorize(Capability.WriteContent)]
public sealed class ExchangeController(HubDbContext database, ImportQuestions import) : Controller
{
    private const int MaxRequestBytes = 8_000_000;

    [HttpGet("/training/quizzes/{id:int}/import")]
    public async Task<IActionResult> Import(int id, CancellationToken cancellationToken) => await PageAsync(id, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpPost("/training/quizzes/{id:int}/import"), RequestSizeLimit(MaxRequestBytes), RequestFormLimits(ValueLengthLimit = ImportedText.MaxLength * 4)]
    public async Task<IActionResult> Send(int id, CancellationToken cancellationToken)
    {
        if (await PageAsync(id, cancellationToken) is not { } page) return NotFound();
        var typed = Request.Form["text"].ToString();
        var (files, notes) = await ReadAsync(typed, cancellationToken);
        var report = notes.Count > 0 && files.Count == 0
            ? new ImportReport(WriteResult.Invalid("file", "None of it was understood. Below is why."), 0, notes)
            : await import.RunAsync(id, FormNumber.Read(Request.Form["revision"]) ?? -1, files, User.Writer(), cancellationToken);
        report = report with { Notes = [.. notes, .. report.Notes] };
        if (report.Result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (report.Result.Succeeded && report.Notes.Count == 0)
        {
            Flash.Say(TempData, new Flash($"{ItemWords.Count(report.Added, "question is", "questions are")} added."));
            return LocalRedirect($"{QuizLinks.Edit(id)}#questions");
        }

        if (!report.Result.Succeeded) Response.StatusCode = report.Result.Outcome == WriteOutcome.Stale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return View("Import", (await PageAsync(id, cancellationToken))! with { Typed = report.Result.Succeeded ? "" : typed, Report = report });
    }

    /// <summary>The version that its writers see, as a GIFT file.</summary>
    [HttpGet("/training/quizzes/{id:int}/export.gift")]
    public async Task<IActionResult> Export(int id, CancellationToken cancellationToken)
    {
        if (await database.LoadQuizAsync(id, cancellationToken) is not { } quiz || !User.Writer().MayChange(quiz)) return NotFound();
        var name = ItemLinks.Slug(quiz.Newest.Title);
        return File(Encoding.UTF8.GetBytes(GiftWriter.Write(quiz.Newest)), "text/plain; charset=utf-8", $"{(name.Length > 0 ? name : "quiz")}.gift.txt");
    }

    private async Task<ImportPage?> PageAsync(int id, CancellationToken cancellationToken) =>
        await database.LoadQuizAsync(id, cancellationToken) is { } quiz && User.Writer().MayChange(quiz) ? new ImportPage(id, quiz.Newest.Title, quiz.Revision) : null;

    private async Task<(List<ImportFile> Files, List<ImportNote> Notes)> ReadAsync(string typed, CancellationToken cancellationToken)
    {
        var files = new List<ImportFile>();
        var notes = new List<ImportNote>();
        if (typed.Trim().Length > 0) files.Add(new ImportFile("", typed));
        foreach (var file in Request.Form.Files.Where(file => file.Length > 0).Take(ImportQuestions.MaxFiles))
        {
            using var memory = new MemoryStream();
            await file.CopyToAsync(memory, cancellationToken);
            var bytes = memory.ToArray();
            var name = Path.GetFileName(file.FileName);
            if (bytes is [(byte)'P', (byte)'K', 3, 4, ..]) notes.Add(new ImportNote(1, "", "It is a package (zip). Unpack it and choose the XML files of its questions.", name));
            else if (Decode(bytes) is { } text) files.Add(new ImportFile(name, text));
            else notes.Add(new ImportNote(1, "", "It isn’t text in UTF-8. Save it as UTF-8 and choose it again.", name));
        }

        return (files, notes);
    }

    private static string? Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
