using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EnablementHub.Data;

/// <summary>
/// A list goes to SQL Server as one parameter, which the statement reads with OPENJSON. Texts out of it have the collation of the
/// database, whatever that is, and SQL Server refuses to compare them with columns that have ours; so they are read with ours too.
/// </summary>
internal sealed partial class ListCollation : DbCommandInterceptor
{
    /// <summary>Entity Framework keeps its services apart for each instance.</summary>
    public static readonly ListCollation Instance = new();

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (result.CommandText.Contains("OPENJSON(", StringComparison.Ordinal)) result.CommandText = Texts().Replace(result.CommandText, $"${{column}} COLLATE {SqlServerHubDbContext.Collation} '$$'");
        return result;
    }

    [GeneratedRegex(@"(?<=WITH \()(?<column>\[value\] n?(?:var)?char\((?:[0-9]+|max)\)) '\$'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Texts();
}
