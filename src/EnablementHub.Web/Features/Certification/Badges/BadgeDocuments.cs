using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EnablementHub.Data;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Certification.Badges;

/// <summary>
/// Writes the documents of Open Badges 3.0 (1EdTech) and of the status list (W3C), signed as JWTs: in both the credential itself
/// is the payload, with the registered claims beside its members.
/// </summary>
public sealed class BadgeDocuments(HubDbContext database, BadgeKeys keys, HubAddress address, IOptions<OrganisationOptions> organisation, OrganisationClock clock)
{
    private const string CredentialsContext = "https://www.w3.org/ns/credentials/v2";
    private const string BadgeContext = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
    private const string BadgeSchema = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";
    private const int MaxRecords = 100;

    public JsonObject Issuer() => new()
    {
        ["id"] = address.Link(CertificationLinks.Issuer),
        ["type"] = Strings("Profile"),
        ["name"] = organisation.Value.Name,
        ["url"] = address.Base,
    };

    public async Task<JsonObject> KeySetAsync(CancellationToken cancellationToken) => new() { ["keys"] = new JsonArray([.. (await keys.AllAsync(cancellationToken)).Select(Public)]) };

    public async Task<JsonObject?> KeyAsync(string keyId, CancellationToken cancellationToken) =>
        await database.BadgeKeys.AsNoTracking().SingleOrDefaultAsync(key => key.KeyId == keyId, cancellationToken) is { } key ? Public(key) : null;

    /// <returns>Null: there is no key yet.</returns>
    public async Task<string?> BadgeAsync(Certificate certificate, string email, string summary, CancellationToken cancellationToken)
    {
        using var key = await keys.NewestAsync(cancellationToken);
        if (key is null) return null;
        var (list, index) = StatusList.PlaceOf(certificate.Id);
        var from = certificate.EarnedAt;
        var until = clock.EndOf(certificate.ValidUntil).AddSeconds(-1);
        var id = address.Link(CertificationLinks.Verify(certificate.Token));
        var subject = Urn("holder", certificate.Token);
        var statusList = address.Link(CertificationLinks.StatusList(list));
        var credential = new JsonObject
        {
            ["@context"] = Strings(CredentialsContext, BadgeContext),
            ["id"] = id,
            ["type"] = Strings("VerifiableCredential", "OpenBadgeCredential"),
            ["name"] = certificate.Title,
            ["issuer"] = Issuer(),
            ["validFrom"] = Text(from),
            ["validUntil"] = Text(until),
            ["awardedDate"] = Text(certificate.EarnedAt),
            ["credentialSubject"] = new JsonObject
            {
                ["id"] = subject,
                ["type"] = Strings("AchievementSubject"),
                ["identifier"] = new JsonArray(Holder(certificate, email)),
                ["achievement"] = new JsonObject
                {
                    ["id"] = Urn("achievement", FormattableString.Invariant($"{certificate.PlanId}.{certificate.PlanVersion}")),
                    ["type"] = Strings("Achievement"),
                    ["achievementType"] = "Certification",
                    ["name"] = certificate.Title,
                    ["description"] = summary.Length > 0 ? summary : certificate.Title,
                    ["criteria"] = new JsonObject { ["narrative"] = Criteria(certificate) },
                    ["version"] = certificate.PlanVersion.ToString(CultureInfo.InvariantCulture),
                },
            },
            ["credentialStatus"] = new JsonObject
            {
                ["id"] = FormattableString.Invariant($"{statusList}#{index}"),
                ["type"] = "BitstringStatusListEntry",
                ["statusPurpose"] = "revocation",
                ["statusListIndex"] = index.ToString(CultureInfo.InvariantCulture),
                ["statusListCredential"] = statusList,
            },
            ["credentialSchema"] = new JsonArray(new JsonObject { ["id"] = BadgeSchema, ["type"] = "1EdTechJsonSchemaValidator2019" }),
            ["iss"] = address.Link(CertificationLinks.Issuer),
            ["jti"] = id,
            ["sub"] = subject,
            ["nbf"] = from.ToUnixTimeSeconds(),
            ["exp"] = until.ToUnixTimeSeconds(),
        };
        return CompactJwt.Sign(credential, key, address.Link(CertificationLinks.Key(key.KeyId)), "JWT");
    }

    /// <returns>Null: there is no key yet, or no certificate of that list.</returns>
    public async Task<string?> StatusListAsync(int list, CancellationToken cancellationToken)
    {
        if (list < 0 || list > int.MaxValue / StatusList.Length - 1) return null;
        using var key = await keys.NewestAsync(cancellationToken);
        var (first, last) = (list * StatusList.Length, (list + 1) * StatusList.Length - 1);
        if (key is null || (list > 0 && !await database.Certificates.AnyAsync(certificate => certificate.Id >= first && certificate.Id <= last, cancellationToken))) return null;
        var revoked = await database.Certificates.AsNoTracking().Where(certificate => certificate.Id >= first && certificate.Id <= last && certificate.RevokedAt != null).Select(certificate => certificate.Id).ToListAsync(cancellationToken);
        var id = address.Link(CertificationLinks.StatusList(list));
        var now = clock.Now;
        return CompactJwt.Sign(
            new JsonObject
            {
                ["@context"] = Strings(CredentialsContext),
                ["id"] = id,
                ["type"] = Strings("VerifiableCredential", "BitstringStatusListCredential"),
                ["issuer"] = address.Link(CertificationLinks.Issuer),
                ["validFrom"] = Text(now),
                ["credentialSubject"] = new JsonObject
                {
                    ["id"] = id + "#list",
                    ["type"] = "BitstringStatusList",
                    ["statusPurpose"] = "revocation",
                    ["encodedList"] = StatusList.Encode(revoked.Select(certificate => StatusList.PlaceOf(certificate).Index)),
                },
                ["iss"] = address.Link(CertificationLinks.Issuer),
                ["jti"] = id,
                ["sub"] = id + "#list",
                ["nbf"] = now.ToUnixTimeSeconds(),
            },
            key, address.Link(CertificationLinks.Key(key.KeyId)), "vc+jwt");
    }

    /// <summary>The address only as a salted hash: whoever knows it can check it, nobody can read it.</summary>
    private static JsonObject Holder(Certificate certificate, string email)
    {
        var salt = certificate.Token[..16];
        return new JsonObject
        {
            ["type"] = "IdentityObject",
            ["hashed"] = true,
            ["identityHash"] = "sha256$" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToLowerInvariant() + salt))),
            ["identityType"] = "emailAddress",
            ["salt"] = salt,
        };
    }

    private static string Criteria(Certificate certificate)
    {
        var text = new StringBuilder("Earned with:\n");
        foreach (var record in certificate.Records.OrderBy(record => record.Id).Take(MaxRecords))
            text.Append(CultureInfo.InvariantCulture, $"\n- {record.Title}{(record.TargetVersion > 0 ? $", version {record.TargetVersion}" : "")}{(record.ScorePercent is { } score ? FormattableString.Invariant($", {score:0.#} %") : "")}");
        return text.ToString();
    }

    private static JsonObject Public(BadgeKey key) => new()
    {
        ["kty"] = "EC",
        ["crv"] = "P-256",
        ["x"] = key.X,
        ["y"] = key.Y,
        ["kid"] = key.KeyId,
        ["use"] = "sig",
        ["alg"] = "ES256",
    };

    /// <summary>The same for the same thing of the same hub, and it tells nothing else.</summary>
    private string Urn(string kind, string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{address.Base}\n{kind}\n{name}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }

    private static JsonArray Strings(params string[] values) => new([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);

    private static string Text(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
