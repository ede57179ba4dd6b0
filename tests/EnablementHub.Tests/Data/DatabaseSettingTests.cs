using EnablementHub.Platform.Settings;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.Options;

namespace EnablementHub.Tests.Data;

public sealed class DatabaseSettingTests
{
    [Theory]
    [InlineData("Database:Provider is \"oracle\". The hub knows sqlite (the default, nothing to configure) and sqlserver.", "Database:Provider=oracle")]
    [InlineData("Database:Provider is sqlserver, so Database:ConnectionString must say where it is", "Database:Provider=sqlserver")]
    [InlineData("the embedded database lies in the data directory (--data)", "Database:ConnectionString=Server=somewhere")]
    public async Task WrongDatabase_StopsTheStart_WithASentence(string sentence, string setting)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHub.StartAsync(settings: [setting]));
        Assert.Contains(refused.Failures, failure => failure.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SqlServer_InABuildThatCannotSpeakToIt_StopsTheStart_WithASentence()
    {
        Assert.SkipWhen(CanSpeak(), "This build has all that SQL Server needs.");
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHub.StartAsync(settings: ["Database:Provider=sqlserver", "Database:ConnectionString=Server=127.0.0.1"]));
        Assert.Contains(refused.Failures, failure => failure.Contains("This build can't speak to SQL Server", StringComparison.Ordinal) && failure.Contains("-p:PartialFeed=false", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OtherSettings_AreNamed_WhenOneIsMisspelt()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => TestHub.StartAsync(settings: ["Database:Conection=x"]));
        Assert.Contains("Database:ConnectionString", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(DatabaseOptions.IsSqlServer), refused.Message, StringComparison.Ordinal);
    }

    private static bool CanSpeak()
    {
        try
        {
            _ = System.Reflection.Assembly.Load("Microsoft.SqlServer.Server");
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
