using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Mail;
using EnablementHub.Platform.Mail.Smtp;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EnablementHub.Tests.Platform.Mail.Smtp;

public sealed class SmtpSettingTests
{
    private const string Host = "Mail:Smtp:Host=smtp.acme.example";
    private const string From = "Mail:Smtp:From=hub@acme.example";

    [Theory]
    [InlineData("Mail:Smtp:Host doesn't say where the server is", From)]
    [InlineData("Mail:Smtp:Host doesn't say where the server is", "Mail:Smtp:Port=25")]
    [InlineData("\"smtp.acme.example:587\", which is no name of a server", "Mail:Smtp:Host=smtp.acme.example:587", From)]
    [InlineData("Mail:Smtp:From must be the sender's address", Host)]
    [InlineData("Mail:Smtp:From must be the sender's address", Host, "Mail:Smtp:From=Enablement")]
    [InlineData("Mail:Smtp:Port must lie between 1 and 65535", Host, From, "Mail:Smtp:Port=70000")]
    [InlineData("Mail:Smtp:Security is \"ssl\". The hub knows starttls (the default), tls", Host, From, "Mail:Smtp:Security=ssl")]
    [InlineData("Mail:Smtp:User and Mail:Smtp:Password belong together", Host, From, "Mail:Smtp:User=hub")]
    [InlineData("a password must not travel in the clear", Host, From, "Mail:Smtp:User=hub", "Mail:Smtp:Password=hush-hush", "Mail:Smtp:Security=none")]
    [InlineData("Mail:Smtp:CertificateFile is \"/nowhere.pem\", where there is no file", Host, From, "Mail:Smtp:CertificateFile=/nowhere.pem")]
    [InlineData("Mail:Smtp:TimeoutSeconds must lie between 1 and 120", Host, From, "Mail:Smtp:TimeoutSeconds=0")]
    public async Task WrongSettings_StopTheStart_WithASentence(string sentence, params string[] settings)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHub.StartAsync(settings: settings));
        Assert.Contains(refused.Failures, failure => failure.Contains(sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("hush-hush", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mail:Smpt:Host=x", "Mail:Smpt")]
    [InlineData("Mail:Smtp:Hots=x", "Mail:Smtp:Hots")]
    [InlineData("Mail:Host=x", "Mail:Host")]
    [InlineData("Mail=x", "Mail")]
    public async Task MisspeltNames_StopTheStart_AndTheRightOnesAreNamed(string setting, string name)
    {
        var refused = await Assert.ThrowsAsync<WrongSettingException>(() => TestHub.StartAsync(settings: [setting]));
        Assert.Contains("Mail:Smtp:Host", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"no setting \"{name}\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ports_FollowTheSecurity_AndWithoutAHostMailsBecomeFiles()
    {
        Assert.Equal(587, new SmtpOptions().PortOrDefault);
        Assert.Equal(465, new SmtpOptions { Security = "TLS" }.PortOrDefault);
        Assert.Equal(25, new SmtpOptions { Security = "none" }.PortOrDefault);
        await using var files = await TestHub.StartAsync();
        Assert.IsType<FolderMailTransport>(files.App.Services.GetRequiredService<IMailTransport>());
        await using var server = await TestHub.StartAsync(settings: [Host, From]);
        Assert.IsType<SmtpMailTransport>(server.App.Services.GetRequiredService<IMailTransport>());
    }
}
