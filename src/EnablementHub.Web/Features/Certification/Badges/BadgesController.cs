using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Certification.Badges;

/// <summary>What a badge's checker asks for without signing in: who issued it, with which key, and whether it is revoked. Nothing here names anybody.</summary>
[AllowAnonymous]
public sealed class BadgesController(BadgeDocuments documents) : Controller
{
    private const int CacheSeconds = 300;

    [HttpGet(CertificationLinks.Issuer)]
    public IActionResult Issuer() => Document(documents.Issuer());

    [HttpGet(CertificationLinks.Keys)]
    public async Task<IActionResult> Keys(CancellationToken cancellationToken) => Document(await documents.KeySetAsync(cancellationToken));

    [HttpGet("/certifications/badges/keys/{keyId}")]
    public async Task<IActionResult> Key(string keyId, CancellationToken cancellationToken) => await documents.KeyAsync(keyId, cancellationToken) is { } key ? Document(key) : NotFound();

    [HttpGet("/certifications/badges/status/{list:int}")]
    public async Task<IActionResult> Status(int list, CancellationToken cancellationToken)
    {
        if (await documents.StatusListAsync(list, cancellationToken) is not { } signed) return NotFound();
        Cache();
        return Content(signed, "application/vc+jwt");
    }

    private ContentResult Document(JsonObject document)
    {
        Cache();
        return Content(document.ToJsonString(), "application/json");
    }

    /// <summary>Checkers run elsewhere, also in browsers.</summary>
    private void Cache()
    {
        Response.Headers.CacheControl = $"public, max-age={CacheSeconds}";
        Response.Headers.AccessControlAllowOrigin = "*";
    }
}
