using System.Reflection;
using EnablementHub.Platform.Hosting;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Data;

/// <summary>SqlClient loads this assembly with the first parameter that it sends, long after a start that looked well.</summary>
public sealed class SqlServerAssemblyTests
{
    private const string Needed = "Microsoft.SqlServer.Server.dll";

    private static bool IsPartial { get; } = typeof(SqlServerAssemblyTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "PartialFeed").Value == "true";

    [Fact]
    public void FullBuild_CarriesIt()
    {
        Assert.SkipWhen(IsPartial, "This build was made from a partial package feed, which lacks it.");
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, Needed)));
    }

    [Fact]
    public async Task PublishedProgram_CarriesIt_OrRefusesSqlServerWithASentence()
    {
        Assert.SkipWhen(HubProgram.Published is null, HubProgram.Variable + " names no folder that dotnet publish wrote.");
        Assert.Equal(!IsPartial, File.Exists(Path.Combine(HubProgram.Published!, Needed)));
        if (!IsPartial) return;
        var data = Directory.CreateTempSubdirectory("hub-test-").FullName;
        try
        {
            var answer = await HubProcess.RunAsync("migrate", "--data", data, "--set", "Database:Provider=sqlserver", "--set", "Database:ConnectionString=Server=127.0.0.1");
            Assert.Equal(ExitCode.WrongUse, answer.Code);
            Assert.Contains("This build can't speak to SQL Server", answer.Errors, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
