using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EnablementHub.Platform.Hosting;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Admin;

/// <summary>One of two nodes ends, as a power cut or a service manager ends it.</summary>
public sealed class NodeFailureTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private const int Workers = 8;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledUnderLoad_CostsItsOpenRequestsOnly_AndItsJobsGoOn()
    {
        // The worst moment: it is sending a mail, and its mail server takes its time.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        TcpClient? sending = null;
        await nodes.RestartAsync(
            ["Mail:Smtp:Host=127.0.0.1", $"Mail:Smtp:Port={((IPEndPoint)silent.LocalEndpoint).Port}", "Mail:Smtp:Security=none", "Mail:Smtp:From=Hub <hub@hub.example>", "Mail:Smtp:TimeoutSeconds=120"],
            async () =>
            {
                using var forgetful = nodes.First.Anonymous();
                Assert.Equal(HttpStatusCode.OK, (await forgetful.PostAsync("/forgotten-password", "/forgotten-password", ("Email", TwoNodes.Admin))).StatusCode);
                sending = await silent.AcceptTcpClientAsync(Cancel);
            });
        using var open = sending;
        await using var nginx = await Nginx.StartAsync(nodes.First.Address, nodes.Second.Address);
        using var rep = nginx.Anonymous();
        await rep.SignInAsync(TwoNodes.Rep, TestHub.Password);
        var answers = new ConcurrentQueue<(TimeSpan Began, bool IsWell)>();
        var clock = Stopwatch.StartNew();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var load = Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => AskAsync(rep, worker, clock, answers, enough.Token), Cancel)));
        await Task.Delay(TimeSpan.FromSeconds(2), Cancel);
        var killed = clock.Elapsed;
        await nodes.First.KillAsync();

        await using var database = nodes.OpenDatabase();
        var until = await database.JobRuns.Where(run => run.Name == "send-mail").Select(run => run.LeaseUntil).SingleAsync(Cancel) ?? throw new InvalidOperationException("It did not hold the job.");
        Assert.InRange(until - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(1), TwoNodes.Lease);
        var mails = nodes.Mails().Length;
        using var asking = nginx.Anonymous();
        Assert.Equal(HttpStatusCode.OK, (await asking.PostAsync("/forgotten-password", "/forgotten-password", ("Email", TwoNodes.Lead))).StatusCode);
        await Task.Delay(TimeSpan.FromSeconds(2), Cancel);
        await enough.CancelAsync();
        await load;
        while (nodes.Mails().Length == mails)
        {
            // What is more than a few seconds is the machine's.
            Assert.True(TimeProvider.System.GetUtcNow() < until.AddSeconds(15), $"Nobody took the job over. {string.Join('\n', nodes.Second.Lines.TakeLast(20))}");
            await Task.Delay(50, Cancel);
        }

        Assert.True(TimeProvider.System.GetUtcNow() >= until, "It was taken over before its lease had run out.");
        Assert.True(answers.Count(answer => answer.Began > killed) >= Workers, $"Only {answers.Count} answers came.");
        var failed = answers.Where(answer => !answer.IsWell).ToList();
        Assert.True(failed.Count <= Workers, $"{failed.Count} of {answers.Count} failed.");
        Assert.All(failed, answer => Assert.True(answer.Began <= killed, $"Asked at {answer.Began}, when the node had been dead since {killed}."));
    }

    [Fact]
    public async Task AskedToStop_FinishesWhatItHas_WhileTheOtherGoesOn()
    {
        if (!nodes.First.IsRunning) await nodes.RestartFirstAsync();
        await using var nginx = await Nginx.StartAsync(nodes.First.Address, nodes.Second.Address);
        using var rep = nodes.First.Anonymous();
        await rep.SignInAsync(TwoNodes.Rep, TestHub.Password);
        var media = await MediaAsync();

        // 25 who read slowly and 25 who send slowly.
        var reading = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => rep.Http.GetAsync(media, HttpCompletionOption.ResponseHeadersRead, Cancel)));
        using var visitor = nodes.First.Anonymous();
        var token = await visitor.TokenAsync("/forgotten-password");
        var sending = Enumerable.Range(0, 25).Select(_ => new SlowForm($"Email=nobody%40hub.example&__RequestVerificationToken={WebUtility.UrlEncode(token)}")).ToList();
        var sent = sending.ConvertAll(form => visitor.Http.PostAsync("/forgotten-password", form, Cancel));
        await Task.WhenAll(sending.Select(form => form.HalfSent));
        nodes.First.Terminate();
        var clock = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
        Assert.True(nodes.First.IsRunning, "It ended with requests open.");
        using var newcomer = nodes.First.Anonymous();
        await Assert.ThrowsAsync<HttpRequestException>(() => newcomer.GetAsync("/sign-in"));
        using var other = nginx.Anonymous();
        for (var request = 0; request < 10; request++) Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/sign-in")).StatusCode);

        sending.ForEach(form => form.Finish());
        Assert.All(await Task.WhenAll(sent), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.All(await Task.WhenAll(reading.Select(answer => answer.Content.ReadAsByteArrayAsync(Cancel))), bytes => Assert.Equal(TwoNodes.RecordingLength, bytes.Length));
        Assert.Equal(ExitCode.Done, await nodes.First.EndsWithinAsync(TimeSpan.FromSeconds(30) - clock.Elapsed));
    }

    private static async Task AskAsync(TestBrowser rep, int worker, Stopwatch clock, ConcurrentQueue<(TimeSpan Began, bool IsWell)> answers, CancellationToken enough)
    {
        string[] pages = ["/search?q=discovery", "/", "/library", "/items/2"];
        for (var turn = worker; !enough.IsCancellationRequested; turn++)
        {
            var began = clock.Elapsed;
            try
            {
                using var answer = await rep.GetAsync(pages[turn % pages.Length]);
                answers.Enqueue((began, answer.StatusCode == HttpStatusCode.OK));
            }
            catch (HttpRequestException)
            {
                answers.Enqueue((began, false));
            }
        }
    }

    private async Task<string> MediaAsync()
    {
        await using var database = nodes.OpenDatabase();
        return $"/media/{await database.MediaFiles.Select(file => file.Id).SingleAsync(Cancel)}";
    }

    /// <summary>A form of which the second half waits until it is called for.</summary>
    private sealed class SlowForm : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly TaskCompletionSource _halfSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowForm(string form)
        {
            _bytes = Encoding.ASCII.GetBytes(form);
            Headers.ContentType = new("application/x-www-form-urlencoded");
        }

        public Task HalfSent => _halfSent.Task;

        public void Finish() => _rest.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var half = _bytes.Length / 2;
            await stream.WriteAsync(_bytes.AsMemory(0, half));
            await stream.FlushAsync();
            _halfSent.SetResult();
            await _rest.Task;
            await stream.WriteAsync(_bytes.AsMemory(half));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
