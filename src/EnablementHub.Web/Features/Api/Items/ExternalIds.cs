using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Api.Items;

/// <summary>What other systems may call an item.</summary>
internal static class ExternalIds
{
    public const string Field = "externalId";

    public static FieldProblem? Check(string externalId)
    {
        if (externalId.Length == 0) return new(Field, "externalId must hold something, or be left out.");
        if (externalId.Length > Item.MaxExternalIdLength) return new(Field, $"externalId has {externalId.Length} characters; at most {Item.MaxExternalIdLength} fit.");
        return externalId != externalId.Trim() || externalId.Any(char.IsControl) ? new(Field, "externalId must not begin or end with a blank, nor hold control characters.") : null;
    }

    /// <summary>In an address a slash may stand as it is or written as %2F.</summary>
    public static string FromPath(string externalId) => externalId.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
