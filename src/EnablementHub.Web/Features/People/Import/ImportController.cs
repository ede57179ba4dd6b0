using System.Text;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.People.Import;

public sealed record ImportPage
{
    public string? Text { get; init; }
    public bool Mail { get; init; } = true;
    public ImportReport? Report { get; init; }
    public string? Error { get; init; }
}

/// <summary>Many people at once: first what the list would do, line by line, then the deed.</summary>
[Authorize(Capability.ManagePeople)]
public sealed class ImportController(ImportPeople import) : Controller
{
    private const int MaxRequest = 4 * PeopleCsv.MaxBytes;

    [HttpGet("/people/import")]
    public IActionResult Index() => View(new ImportPage());

    [HttpPost("/people/import"), RequestSizeLimit(MaxRequest), RequestFormLimits(ValueLengthLimit = MaxRequest, MultipartBodyLengthLimit = MaxRequest)]
    public async Task<IActionResult> Index([FromForm] string? text, IFormFile? file, [FromForm] bool mail, [FromForm] string? step, CancellationToken cancellationToken)
    {
        if (file is { Length: > PeopleCsv.MaxBytes } || Encoding.UTF8.GetByteCount(text ?? "") > PeopleCsv.MaxBytes)
            return Refuse(new ImportPage { Mail = mail }, "A list may have 1 MB at most. Import it in parts.");
        if (file is { Length: > 0 }) text = await ReadAsync(file, cancellationToken);
        if (file is null or { Length: 0 } && string.IsNullOrWhiteSpace(text)) return Refuse(new ImportPage { Mail = mail }, "Choose a file, or paste the list.");
        if (text is null || text.Contains('\0', StringComparison.Ordinal)) return Refuse(new ImportPage { Mail = mail }, "That is no list in text form. Save it as CSV (UTF-8), then choose it again.");
        var report = await import.RunAsync(text, save: step == "import", mail, User.PersonId(), cancellationToken);
        var page = new ImportPage { Text = report.IsDone ? null : text, Mail = mail, Report = report };
        return report.Refusal is not null ? Refuse(page, report.Refusal)
            : step == "import" && !report.IsDone ? Refuse(page, "Nothing was imported: some lines are wrong. Correct them below and check again.")
            : View(page);
    }

    private ViewResult Refuse(ImportPage page, string sentence)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View(page with { Error = sentence });
    }

    /// <summary>Text in UTF-8; what isn't comes back as null.</summary>
    private static async Task<string?> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file.OpenReadStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        try
        {
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
