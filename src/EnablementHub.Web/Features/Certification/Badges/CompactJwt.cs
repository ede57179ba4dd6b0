using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace EnablementHub.Features.Certification.Badges;

/// <summary>Signs a JSON object as a JWT in its compact form (RFC 7515), with ES256.</summary>
internal static class CompactJwt
{
    public static string Sign(JsonObject payload, OpenBadgeKey key, string keyAddress, string type)
    {
        var header = new JsonObject { ["alg"] = "ES256", ["kid"] = keyAddress, ["typ"] = type };
        var content = $"{Encode(header)}.{Encode(payload)}";
        var signature = key.Key.SignData(System.Text.Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(part.ToJsonString()));
}
