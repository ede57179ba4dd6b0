using System.Net;
using System.Net.Sockets;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Platform.Hosting;

/// <summary>What is wrong with a start is said in a sentence, without a stack in front of it.</summary>
public sealed class WrongArgumentsTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "hub-wrong-" + Guid.NewGuid().ToString("N"));

    [Theory]
    [InlineData("Sessions:DaysUntilExpiry=soon", "Sessions:DaysUntilExpiry is \"soon\", but it takes a whole number")]
    [InlineData("Media:MaxUploadBytes=2GB", "Media:MaxUploadBytes is \"2GB\", but it takes a whole number")]
    [InlineData("Links:CheckExternal=perhaps", "Links:CheckExternal is \"perhaps\", but it takes true or false")]
    [InlineData("Limits:ApiPerMinute=99999999999", "Limits:ApiPerMinute is \"99999999999\", but it takes a whole number")]
    [InlineData("Organisation:TimeZone=Mars/Base", "Organisation:TimeZone is \"Mars/Base\", which is no time zone")]
    public async Task WrongValues_StopTheStart_WithOneSentence(string setting, string sentence)
    {
        var answer = await HubProcess.RunAsync("serve", "--data", _folder, "--set", setting);
        Assert.Equal(2, answer.Code);
        Assert.StartsWith("hub: ", answer.Errors, StringComparison.Ordinal);
        Assert.Contains(sentence, answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Output + answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataThatIsAFile_OrCannotBeCreated_IsNamed()
    {
        await File.WriteAllTextAsync(_folder, "a file");
        var file = await HubProcess.RunAsync("serve", "--data", _folder);
        Assert.Equal(2, file.Code);
        Assert.Contains($"--data {_folder}: that is a file", file.Errors, StringComparison.Ordinal);
        var impossible = await HubProcess.RunAsync("serve", "--data", Path.Combine(_folder, "below-a-file"));
        Assert.Equal(2, impossible.Code);
        Assert.Contains("can't create this folder", impossible.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAddressThatIsTaken_IsNamed()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://{taken.LocalEndpoint}";
        var answer = await HubProcess.RunAsync("serve", "--data", _folder, "--urls", url);
        Assert.Equal(2, answer.Code);
        Assert.Contains($"hub: The hub can't listen on {url}", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("--urls", answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Output + answer.Errors, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        File.Delete(_folder);
    }
}
