using System.Data.Common;
using EnablementHub.Data;
using EnablementHub.Platform.Storage;
using Microsoft.Data.Sqlite;

namespace EnablementHub.Platform.Hosting;

/// <summary>The status that tells a sender whose fault a failure is and whether trying again helps.</summary>
public static class FailureStatus
{
    /// <summary>What 503 and 507 advise, in seconds.</summary>
    public const string RetryAfter = "30";

    private const int SqliteFull = 13;

    public static int Of(Exception failure) => failure switch
    {
        BadHttpRequestException request => request.StatusCode,
        StoreFullException or SqliteException { SqliteErrorCode: SqliteFull } => StatusCodes.Status507InsufficientStorage,
        StoreUnavailableException => StatusCodes.Status503ServiceUnavailable,
        DbException database when DatabaseFailure.IsPassing(database) => StatusCodes.Status503ServiceUnavailable,
        { InnerException: { } inner } => Of(inner),
        _ => StatusCodes.Status500InternalServerError,
    };
}
