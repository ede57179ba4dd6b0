namespace EnablementHub.Features.Certification;

/// <summary>Addresses of the room's pages.</summary>
public static class CertificationLinks
{
    public const string Start = "/certifications";
    public const string Holders = "/certifications/holders";
    public const string Plans = "/certifications/programme";
    public const string TrainedOn = "/certifications/trained";
    public const string Issuer = "/certifications/badges/issuer";
    public const string Keys = "/certifications/badges/keys.json";

    /// <summary>One certification as the person who looks can earn it.</summary>
    public static string Mine(int planId) => Text($"/certifications/{planId}");

    public static string Certificate(int id) => Text($"/certifications/certificates/{id}");

    public static string Pdf(int id) => Text($"/certifications/certificates/{id}/certificate.pdf");

    public static string Badge(int id) => Text($"/certifications/certificates/{id}/badge.jwt");

    public static string Revoke(int id) => Text($"/certifications/certificates/{id}/revoke");

    public static string Verify(string token) => $"/certifications/verify/{token}";

    public static string Update(int id) => Text($"/certifications/updates/{id}");

    /// <summary>The same address for all who are asked about a change; it leads each to their own page.</summary>
    public static string UpdateOf(int changeId) => Text($"/certifications/updates/of/{changeId}");

    public static string Plan(int id) => Text($"/certifications/programme/{id}");

    public static string Group(int planId, int groupId) => Text($"/certifications/programme/{planId}/groups/{groupId}");

    public static string Change(int id) => Text($"/certifications/changes/{id}");

    public static string HoldersOf(int planId) => Text($"/certifications/holders?certification={planId}");

    /// <summary>Who learned which version of an item.</summary>
    public static string Trained(int itemId, int? version = null) => Text($"/certifications/trained?item={itemId}") + (version is { } number ? Text($"&version={number}") : "");

    public static string Key(string keyId) => $"/certifications/badges/keys/{keyId}";

    public static string StatusList(int number) => Text($"/certifications/badges/status/{number}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
