using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace EnablementHub.Tests.Support;

/// <param name="Text">All of it as it came, dots unstuffed.</param>
public sealed record TakenMail(string From, string To, bool IsSecure, string Text);

public sealed record MailServerOptions
{
    /// <summary>TLS from the first byte.</summary>
    public bool Secure { get; init; }
    public bool HideStartTls { get; init; }
    public bool Hide8BitMime { get; init; }
    public bool HideSmtpUtf8 { get; init; }
    public string? User { get; init; }
    public string? Password { get; init; }
    public string[]? AuthMethods { get; init; }

    /// <summary>The name that its certificate is for.</summary>
    public string CertificateName { get; init; } = "127.0.0.1";
}

/// <summary>A real mail server (smtp-server for Node.js) on a free port of this machine, with a certificate that it signed itself. See mail-server.mjs for what it can do wrong.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly string _folder;
    private readonly ConcurrentQueue<TakenMail> _mails = new();
    private readonly ConcurrentQueue<string> _signIns = new();

    private MailServer(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        Port = port;
    }

    public int Port { get; }

    public string CertificateFile => Path.Combine(_folder, "cert.pem");

    public IReadOnlyList<TakenMail> Mails => [.. _mails];

    /// <summary>Who signed in, how, and whether anybody could read along: <c>hub PLAIN True</c>.</summary>
    public IReadOnlyList<string> SignIns => [.. _signIns];

    /// <summary>The hub's settings for it, with STARTTLS.</summary>
    public string[] Settings(params string[] others) =>
        ["Mail:Smtp:Host=127.0.0.1", $"Mail:Smtp:Port={Port}", $"Mail:Smtp:CertificateFile={CertificateFile}", "Mail:Smtp:From=Acme Hub <hub@acme.example>", "Mail:Smtp:TimeoutSeconds=2", .. others];

    public static async Task<MailServer> StartAsync(MailServerOptions? options = null)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(SourceTree.Root, "node_modules", "smtp-server")), "smtp-server is not installed: run 'npm ci' in the repository's root.");
        var wanted = options ?? new MailServerOptions();
        var folder = Directory.CreateTempSubdirectory("hub-mail-server-").FullName;
        WriteCertificate(folder, wanted.CertificateName);
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(SourceTree.Root, "tests", "EnablementHub.Tests", "Support", "mail-server.mjs"));
        start.ArgumentList.Add(JsonSerializer.Serialize(
            new
            {
                wanted.Secure,
                wanted.HideStartTls,
                wanted.Hide8BitMime,
                wanted.HideSmtpUtf8,
                wanted.User,
                wanted.Password,
                wanted.AuthMethods,
                Key = Path.Combine(folder, "key.pem"),
                Cert = Path.Combine(folder, "cert.pem"),
            },
            JsonSerializerOptions.Web));
        try
        {
            var process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(Patience);
            var said = await process.StandardOutput.ReadLineAsync(limit.Token);
            if (!int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var port)) throw new InvalidOperationException($"The mail server did not start: {said} {await process.StandardError.ReadToEndAsync(limit.Token)}");
            var server = new MailServer(process, folder, port);
            _ = server.ListenAsync();

            // A pipe that nobody empties would stop it one day.
            process.BeginErrorReadLine();
            return server;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("smtp-server needs Node.js, and there is no program 'node' on the PATH.");
            throw;
        }
    }

    /// <summary>What it took, as soon as there is so much of it; what it says comes a moment after its answer.</summary>
    public async Task<IReadOnlyList<TakenMail>> TakenAsync(int count)
    {
        var clock = Stopwatch.StartNew();
        while (_mails.Count < count && clock.Elapsed < Patience) await Task.Delay(20);
        Assert.Equal(count, _mails.Count);
        return Mails;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) Take(line);
    }

    private void Take(string line)
    {
        var said = JsonDocument.Parse(line).RootElement;
        if (said.TryGetProperty("signIn", out var user)) _signIns.Enqueue($"{user.GetString()} {said.GetProperty("method").GetString()} {said.GetProperty("secure").GetBoolean()}");
        else _mails.Enqueue(new TakenMail(said.GetProperty("from").GetString()!, said.GetProperty("to")[0].GetString()!, said.GetProperty("secure").GetBoolean(), Encoding.UTF8.GetString(said.GetProperty("text").GetBytesFromBase64())));
    }

    private static void WriteCertificate(string folder, string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));

        // The handshake looks at the machine's own clock, whatever the hub's says.
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
