using System.Data.Common;
using System.Net;
using System.Net.Http.Headers;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Platform.Hosting;

public sealed class FailureAnswersTests
{
    private const int Busy = 5;
    private const int Full = 13;

    [Theory]
    [InlineData(Busy, 503)]
    [InlineData(Full, 507)]
    public async Task WritesThatFailForNow_SaySo_AndReadingGoesOn_AndItMendsItself(int sqliteError, int status)
    {
        var trouble = new Trouble();
        await using var hub = await TestHub.StartAsync(replace: services => services.AddSingleton<IInterceptor>(trouble));
        using var admin = await hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);
        var token = await admin.TokenAsync("/people/teams");

        trouble.SqliteError = sqliteError;
        var page = await CreateTeamAsync(admin, token, "text/html");
        Assert.Equal(status, (int)page.StatusCode);
        Assert.NotNull(page.Headers.RetryAfter);
        Assert.Contains("what you typed is still there", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var script = await CreateTeamAsync(admin, token, "application/json");
        Assert.Equal(status, (int)script.StatusCode);
        Assert.Equal("application/problem+json", script.Content.Headers.ContentType?.MediaType);
        foreach (var read in new[] { "/", "/search?q=price", "/library", "/people/teams" }) Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(read)).StatusCode);

        trouble.SqliteError = null;
        Assert.Equal(HttpStatusCode.Redirect, (await CreateTeamAsync(admin, token, "text/html")).StatusCode);
    }

    private static Task<HttpResponseMessage> CreateTeamAsync(TestBrowser browser, string token, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/people/teams") { Content = new FormUrlEncodedContent([new("name", "EMEA"), new("__RequestVerificationToken", token)]) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        return browser.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A database whose writes fail as long as it is told so.</summary>
    private sealed class Trouble : DbCommandInterceptor
    {
        public int? SqliteError { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            SqliteError is { } error && !command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)
                ? throw new SqliteException("The database has a problem.", error)
                : ValueTask.FromResult(result);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            SqliteError is { } error ? throw new SqliteException("The database has a problem.", error) : ValueTask.FromResult(result);
    }
}
