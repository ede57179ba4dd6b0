namespace EnablementHub.Tests.Support;

/// <summary>
/// Where the program lies that tests start as processes of their own: what <c>dotnet publish</c> wrote where the environment
/// names its folder (it is what customers get, and it starts in half the time), else what was built in the same configuration.
/// </summary>
public static class HubProgram
{
    /// <summary>Names the folder of a published program.</summary>
    public const string Variable = "HUB_TEST_PUBLISHED";

    public static string? Published { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    private static string Built => Path.Combine(SourceTree.Web, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0");

    public static string Assembly { get; } = Path.Combine(Published ?? Built, "hub.dll");
}
