using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EnablementHub.Platform.Mail.Smtp;

/// <summary>Lines to and from a mail server (RFC 5321), each within the time that the settings allow. All failures are the server's.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    /// <summary>Four times what the standard allows; whoever sends more is no mail server.</summary>
    private const int MaxLineBytes = 2_048;

    private const int MaxLines = 100;

    private readonly SmtpOptions _options;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[MaxLineBytes];
    private Stream _stream = Stream.Null;
    private int _start;
    private int _end;

    private SmtpConnection(SmtpOptions options) => _options = options;

    /// <summary>False once it failed: there is nobody to say goodbye to.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>The client's own address, which every server accepts as its name.</summary>
    public string LocalName => _socket.LocalEndPoint is not IPEndPoint { Address: var address } ? "[127.0.0.1]"
        : address.IsIPv4MappedToIPv6 ? $"[{address.MapToIPv4()}]"
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]"
        : $"[{address}]";

    public static async Task<SmtpConnection> OpenAsync(SmtpOptions options, CancellationToken cancellationToken)
    {
        var connection = new SmtpConnection(options);
        try
        {
            await connection.WithinAsync("connect", token => connection._socket.ConnectAsync(options.Host!, options.PortOrDefault, token).AsTask(), cancellationToken);
            connection._stream = new NetworkStream(connection._socket, ownsSocket: false);
            if (options.Is(SmtpOptions.Tls)) await connection.SecureAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>From here on nobody between reads along. What came before in the clear is forgotten.</summary>
    public async Task SecureAsync(CancellationToken cancellationToken)
    {
        if (_start != _end) throw Failed("sent something in the clear after its answer to STARTTLS, which may be somebody else's");
        var secure = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = secure;
        var trusted = Trusted();
        await WithinAsync(
            "TLS",
            token => secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _options.Host, CertificateChainPolicy = trusted, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 }, token),
            cancellationToken);
    }

    public async Task<SmtpReply> AskAsync(string line, CancellationToken cancellationToken)
    {
        await WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    public Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => WithinAsync(
        "write",
        async token =>
        {
            await _stream.WriteAsync(bytes, token);
            await _stream.FlushAsync(token);
        },
        cancellationToken);

    public async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await LineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599 || (line.Length > 3 && line[3] is not (' ' or '-')))
                throw Failed("gave an answer that no mail server gives");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length < 4 || line[3] == ' ') return new SmtpReply(code, lines);
            if (lines.Count > MaxLines) throw Failed("gives an answer without end");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stream.DisposeAsync();
        }
        catch (IOException)
        {
            // The other side was quicker.
        }

        _socket.Dispose();
    }

    public MailFailedException Failed(string deed, Exception? inner = null)
    {
        IsUsable = false;
        return new MailFailedException(MailFailure.Server, $"The mail server {_options.Host}:{_options.PortOrDefault} {deed}.", inner);
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start) is var at and >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, at - _start).TrimEnd('\r');
                _start = at + 1;
                return line;
            }

            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            if (_end == _buffer.Length) throw Failed("gave a line that is too long");
            var read = 0;
            await WithinAsync("answer", async token => read = await _stream.ReadAsync(_buffer.AsMemory(_end), token), cancellationToken);
            if (read == 0) throw Failed("closed the connection");
            _end += read;
        }
    }

    private async Task WithinAsync(string what, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            await work(limit.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"took more than {_options.TimeoutSeconds} seconds ({what})", error);
        }
        catch (AuthenticationException error)
        {
            throw Failed($"has a certificate that is not trusted, or speaks no TLS: {(error.InnerException ?? error).Message.TrimEnd('.')}", error);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            throw Failed($"can't be reached ({what}): {error.Message.TrimEnd('.')}", error);
        }
    }

    /// <summary>Null: what the machine trusts.</summary>
    private X509ChainPolicy? Trusted()
    {
        if (_options.CertificateFile is not { } file) return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }
}
