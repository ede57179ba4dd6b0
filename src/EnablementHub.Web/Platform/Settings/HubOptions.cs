using System.ComponentModel.DataAnnotations;

namespace EnablementHub.Platform.Settings;

/// <summary>Section <c>Organisation</c>: what the hub is called and which days it counts in.</summary>
public sealed class OrganisationOptions : IValidatableObject
{
    public const string Section = "Organisation";

    [Required, StringLength(80)]
    public string Name { get; set; } = "EnablementHub";

    /// <summary>IANA name of the zone in which release, expiry and digests count.</summary>
    [Required]
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>Address at which people reach the hub, for links in mails; null: the first address it listens on.</summary>
    public string? PublicUrl { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl is not null && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new ValidationResult($"Organisation:PublicUrl is \"{PublicUrl}\", which is no address. Write it like https://hub.example.com.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new ValidationResult($"Organisation:TimeZone is \"{TimeZone}\", which is no time zone. Use an IANA name such as Europe/Berlin, America/New_York or Etc/UTC.");
    }
}

/// <summary>Section <c>Database</c>: the embedded database, or a server that several nodes share.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    public const string Section = "Database";
    public const string Sqlite = "sqlite";
    public const string SqlServer = "sqlserver";

    /// <summary>SqlClient loads it with the first parameter that it sends; a build from a partial package feed lacks it.</summary>
    private const string NeededBySqlServer = "Microsoft.SqlServer.Server";

    [Required]
    public string Provider { get; set; } = Sqlite;

    /// <summary>For SQL Server; the embedded database lies in the data directory.</summary>
    public string? ConnectionString { get; set; }

    public bool IsSqlServer => string.Equals(Provider, SqlServer, StringComparison.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSqlServer && !string.Equals(Provider, Sqlite, StringComparison.OrdinalIgnoreCase))
            yield return new ValidationResult($"Database:Provider is \"{Provider}\". The hub knows {Sqlite} (the default, nothing to configure) and {SqlServer}.");
        if (IsSqlServer && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new ValidationResult($"Database:Provider is {SqlServer}, so Database:ConnectionString must say where it is, for example Server=sql.example.com;Database=EnablementHub;User Id=hub;Password=….");
        if (!IsSqlServer && ConnectionString is not null)
            yield return new ValidationResult($"Database:ConnectionString is for Database:Provider={SqlServer}; the embedded database lies in the data directory (--data).");
        if (IsSqlServer && !CanSendParameters())
            yield return new ValidationResult($"This build can't speak to SQL Server: it was made from a package feed without {NeededBySqlServer}. Use a release build, or build with -p:PartialFeed=false; or leave Database:Provider at {Sqlite}.");
    }

    private static bool CanSendParameters()
    {
        try
        {
            _ = System.Reflection.Assembly.Load(NeededBySqlServer);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}

/// <summary>Section <c>Media</c>: limits of uploads and the tool that measures them.</summary>
public sealed class MediaOptions
{
    public const string Section = "Media";

    /// <summary>Largest upload in bytes.</summary>
    [Range(1_000_000, 1_000_000_000_000, ErrorMessage = "Media:MaxUploadBytes must lie between 1000000 (1 MB) and 1000000000000 (1 TB).")]
    public long MaxUploadBytes { get; set; } = 2_000_000_000;

    /// <summary>Path of the ffprobe program that measures recordings; null: found on the PATH, done without where there is none.</summary>
    public string? Ffprobe { get; set; }
}

/// <summary>Section <c>Limits</c>: how much one person or address may ask for.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    [Range(5, 100_000, ErrorMessage = "Limits:SignInPerMinute must lie between 5 and 100000 (attempts an address and minute).")]
    public int SignInPerMinute { get; set; } = 120;

    [Range(1, 10_000, ErrorMessage = "Limits:ConcurrentSearches must lie between 1 and 10000 (a person).")]
    public int ConcurrentSearches { get; set; } = 16;

    [Range(1, 1_000, ErrorMessage = "Limits:ConcurrentUploads must lie between 1 and 1000 (a person).")]
    public int ConcurrentUploads { get; set; } = 4;

    [Range(10, 100_000, ErrorMessage = "Limits:BeaconsPerMinute must lie between 10 and 100000 (a person).")]
    public int BeaconsPerMinute { get; set; } = 600;

    [Range(1, 10_000, ErrorMessage = "Limits:ReportsPerMinute must lie between 1 and 10000 (out-of-date reports a person).")]
    public int ReportsPerMinute { get; set; } = 10;

    [Range(10, 1_000_000, ErrorMessage = "Limits:ApiPerMinute must lie between 10 and 1000000 (requests an API token).")]
    public int ApiPerMinute { get; set; } = 12_000;
}

/// <summary>Section <c>Search</c>.</summary>
public sealed class SearchOptions : IValidatableObject
{
    public const string Section = "Search";

    public const string Lucene = "lucene";
    public const string Fts5 = "fts5";

    /// <summary>Those of this build, the usual one first.</summary>
#if WITH_LUCENE
    public static readonly IReadOnlyList<string> Engines = [Lucene, Fts5];
#else
    public static readonly IReadOnlyList<string> Engines = [Fts5];
#endif

    /// <summary>Which engine keeps the index.</summary>
    [Required]
    public string Engine { get; set; } = Engines[0];

    public bool UsesLucene => Lucene.Equals(Engine, StringComparison.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Engines.Contains(Engine, StringComparer.OrdinalIgnoreCase))
            yield return new ValidationResult($"Search:Engine is \"{Engine}\", but this build has: {string.Join(", ", Engines)}.{(UsesLucene ? " Lucene.Net was not in the feed that it was built from." : "")}");
    }
}

/// <summary>Section <c>Sessions</c>.</summary>
public sealed class SessionSettings
{
    public const string Section = "Sessions";

    [Range(1, 365, ErrorMessage = "Sessions:DaysUntilExpiry must lie between 1 and 365.")]
    public int DaysUntilExpiry { get; set; } = 14;
}
