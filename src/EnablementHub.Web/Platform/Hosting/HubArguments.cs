namespace EnablementHub.Platform.Hosting;

/// <summary>What the command line says about the hub to open.</summary>
public sealed record HubArguments
{
    public const string DefaultUrl = "http://127.0.0.1:5080";
    public const string DefaultData = "./data";

    /// <summary>Folder of the database, store, index, mails and keys.</summary>
    public string Data { get; init; } = DefaultData;

    /// <summary>Addresses to listen on, separated by semicolons; null: from the settings, else <see cref="DefaultUrl"/>.</summary>
    public string? Urls { get; init; }

    /// <summary>Load the seed content and demo people into a new hub.</summary>
    public bool Demo { get; init; }

    /// <summary>Password of the demo people; null: one is made up.</summary>
    public string? DemoPassword { get; init; }

    /// <summary>Settings as <c>Section:Name=value</c>; they win over environment and file.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
