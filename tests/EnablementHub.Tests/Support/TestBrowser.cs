using System.Net;
using System.Text.RegularExpressions;

namespace EnablementHub.Tests.Support;

/// <summary>What a browser does without script: cookies, forms with their antiforgery field, redirects on demand.</summary>
public sealed partial class TestBrowser : IDisposable
{
    public TestBrowser(Uri address)
    {
        Http = new HttpClient(new CookieHandler(Cookies)) { BaseAddress = address };
        Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public HttpClient Http { get; }
    public CookieContainer Cookies { get; } = new();

    /// <summary>The same cookies, sent to another node or to a balancer on this machine.</summary>
    public TestBrowser At(Uri address)
    {
        var copy = new TestBrowser(address);
        foreach (Cookie cookie in Cookies.GetAllCookies()) copy.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", address.Host));
        return copy;
    }

    public async Task SignInAsync(string email, string password)
    {
        var answer = await PostAsync("/sign-in", "/sign-in", ("Email", email), ("Password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path);

    /// <summary>The page's text; fails when the status isn't 200.</summary>
    public async Task<string> ReadAsync(string path)
    {
        var answer = await Http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"GET {path}: {(int)answer.StatusCode}\n{text}");
        return text;
    }

    /// <summary>Opens the page with the form, takes its antiforgery token and posts.</summary>
    public async Task<HttpResponseMessage> PostAsync(string formPage, string action, params (string Name, string Value)[] fields)
    {
        var token = await TokenAsync(formPage);
        var content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await Http.PostAsync(action, content);
    }

    /// <summary>The antiforgery token of a page, from its form or its meta tag.</summary>
    public async Task<string> TokenAsync(string page) => TokenIn(await ReadAsync(page));

    public static string TokenIn(string html)
    {
        var match = Token().Match(html);
        Assert.True(match.Success, $"This page carries no antiforgery token: {html}");
        return WebUtility.HtmlDecode(match.Groups[1].Value);
    }

    public void Dispose() => Http.Dispose();

    /// <summary>
    /// Keeps cookies itself: the hub stamps them by the test's clock, and the container would drop by the system's clock
    /// what the hub still counts as valid.
    /// </summary>
    private sealed partial class CookieHandler(CookieContainer cookies) : DelegatingHandler(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header) request.Headers.Add("Cookie", header);
            var answer = await base.SendAsync(request, cancellationToken);
            if (!answer.Headers.TryGetValues("Set-Cookie", out var lines)) return answer;
            foreach (var line in lines)
            {
                var removes = line.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase);
                cookies.SetCookies(request.RequestUri!, removes ? line : Lifetime().Replace(line, ""));
            }

            return answer;
        }

        [GeneratedRegex("; *(?:expires|max-age)=[^;]*", RegexOptions.IgnoreCase)]
        private static partial Regex Lifetime();
    }

    [GeneratedRegex("(?:name=\"__RequestVerificationToken\"[^>]*value|name=\"antiforgery(?:-token)?\"[^>]*content)=\"([^\"]+)\"")]
    private static partial Regex Token();
}
