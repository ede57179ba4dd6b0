using System.Diagnostics;
using System.Net.Sockets;

namespace EnablementHub.Tests.Support;

/// <summary>The balancer nginx in front of several nodes, turn by turn.</summary>
public sealed class Nginx : IAsyncDisposable
{
    /// <summary>From where it calls the nodes, so that they can tell it from a test that calls them directly.</summary>
    public const string CallsFrom = "127.0.0.2";

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly string _folder;

    private Nginx(Process process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Skips the test, with the reason, where there is none.</summary>
    public static async Task<Nginx> StartAsync(params Uri[] nodes)
    {
        var program = new[] { "/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "nginx is not installed: install the package nginx.");
        var folder = Directory.CreateTempSubdirectory("hub-nginx-").FullName;
        var port = ServedHub.FreePort();
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, port, nodes));
        var errors = Path.Combine(folder, "error.log");

        // Pipes of its own: one that outlives a test run would hold the run's open.
        var process = Process.Start(new ProcessStartInfo(program!, ["-e", errors, "-p", folder, "-c", configuration]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var nginx = new Nginx(process, folder, new Uri($"http://127.0.0.1:{port}"));
        var clock = Stopwatch.StartNew();
        while (!await ListensAsync(port))
        {
            if (clock.Elapsed > StartsWithin || process.HasExited)
            {
                var said = File.Exists(errors) ? await File.ReadAllTextAsync(errors) : "";
                await nginx.DisposeAsync();
                Assert.Fail($"nginx did not start: {said}");
            }

            await Task.Delay(20);
        }

        return nginx;
    }

    public TestBrowser Anonymous() => new(Address);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One process without a master, so that ending it ends all. A node that failed gets its next try after a second.</summary>
    private static string Configuration(string folder, int port, Uri[] nodes) => $$"""
        daemon off;
        master_process off;
        pid {{folder}}/nginx.pid;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          upstream hub {
            {{string.Join("\n    ", nodes.Select(node => $"server {node.Authority} max_fails=1 fail_timeout=1s;"))}}
            keepalive 16;
          }
          server {
            listen 127.0.0.1:{{port}};
            client_max_body_size 0;
            location / {
              proxy_pass http://hub;
              proxy_bind {{CallsFrom}};
              proxy_http_version 1.1;
              proxy_connect_timeout 2s;
              proxy_set_header Connection "";
              proxy_set_header Host $http_host;
              proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
              proxy_set_header X-Forwarded-Proto $scheme;
              add_header X-Node $upstream_addr always;
            }
          }
        }
        """;

    private static async Task<bool> ListensAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
