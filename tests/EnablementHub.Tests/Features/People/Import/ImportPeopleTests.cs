using System.Net;
using System.Text;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.People.Import;

public sealed class ImportPeopleTests(SharedHub shared) : IClassFixture<SharedHub>, IAsyncLifetime
{
    private readonly TestHub _hub = shared.Hub;
    private TestBrowser _admin = null!;

    public async ValueTask InitializeAsync() => _admin = await _hub.SignInAsAsync("Ada Admin", HubRoles.Administrator);

    public ValueTask DisposeAsync()
    {
        _admin.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("email,name,roles,teams,time-zone,started\nnora@hub.example,\"Nora, N.\",rep;Expert,EMEA;Baltics,Europe/Riga,2026-03-02\n")]
    [InlineData("\uFEFFE-Mail;Name\nx;y")]
    [InlineData("Email;Name;Roles;Teams\r\nsemi@hub.example;Semi Colon;rep,lead;EMEA|Nordics\r\n")]
    public async Task List_IsReportedFirst_ThenImported(string text)
    {
        var check = await PostAsync(text, "check");
        if (text.Contains("E-Mail", StringComparison.Ordinal))
        {
            Assert.Equal(HttpStatusCode.BadRequest, check.StatusCode);
            return;
        }

        var email = text.Contains("nora", StringComparison.Ordinal) ? "nora@hub.example" : "semi@hub.example";
        Assert.Equal(HttpStatusCode.OK, check.StatusCode);
        Assert.Contains("Import 1 person", await check.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null(await FindAsync(email));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(text, "import")).StatusCode);
        var person = await FindAsync(email);
        Assert.Equal(2, person!.Teams.Count);
        await using var database = _hub.OpenDatabase();
        Assert.Equal(2, await database.UserRoles.CountAsync(link => link.UserId == person.Id, TestContext.Current.CancellationToken));
        Assert.Equal(1, await database.Outbox.CountAsync(mail => mail.To == email, TestContext.Current.CancellationToken));

        // The same list once more changes nothing.
        Assert.Contains("1 the same", await (await PostAsync(text, "import")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(1, await database.Outbox.CountAsync(mail => mail.To == email, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task OneWrongLine_StopsTheWholeList_AndIsNamed()
    {
        const string Text = "email,name,roles,started\ngood@hub.example,Good One,rep,\nbad address,Bad,rep,\nking@hub.example,King,king,\ntwice@hub.example,A,rep,\ntwice@hub.example,B,rep,\nday@hub.example,Day,rep,2.3.2026\n";
        var answer = await PostAsync(Text, "import");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Nothing was imported", html, StringComparison.Ordinal);
        Assert.Contains("stands in the list twice", html, StringComparison.Ordinal);
        Assert.Contains("good@hub.example,Good One", html, StringComparison.Ordinal);
        Assert.Null(await FindAsync("good@hub.example"));
    }

    [Fact]
    public async Task LastAdministrator_IsNotDemotedByAList()
    {
        var answer = await PostAsync("email,name,roles\nada.admin@hub.example,Ada Admin,rep\n", "import");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await _admin.ReadAsync("/people");
    }

    [Fact]
    public async Task EverythingWrongWithALine_IsSaidAtOnce()
    {
        var answer = await PostAsync("email,name,roles,teams,time-zone,started\na@x.example,A,king,,Mars/Base,31.12.2026\n", "check");
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("There is no role \"king\".", html, StringComparison.Ordinal);
        Assert.Contains("There is no time zone \"Mars/Base\".", html, StringComparison.Ordinal);
        Assert.Contains("Write the first day like 2026-03-02, not \"31.12.2026\".", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AQuotationThatIsNeverClosed_IsNamedByItsLine()
    {
        var answer = await PostAsync("email,name\na@x.example,A\nb@x.example,\"B\nc@x.example,C\n", "check");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("In line 3 a quotation mark is never closed", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no header at all")]
    [InlineData("email,name\n\"never closed,x\n")]
    [InlineData("email,name\n")]
    [InlineData("email,name,salary\na@b.example,A,5\n")]
    [InlineData("email,email,name\na@b.example,b@b.example,A\n")]
    [InlineData("email,name\na@b.example,=cmd|' /C calc'!A0\nb@b.example\n")]
    public async Task BadLists_AreRefusedWithASentence(string text)
    {
        var answer = await PostAsync(text, "import");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_AreReadUpToTheirLimit()
    {
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(Encoding.UTF8.GetBytes("email,name\nfile@hub.example,Фаина File\n"))).StatusCode);
        Assert.Equal("Фаина File", (await FindAsync("file@hub.example"))!.DisplayName);
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync([0xff, 0xfe, 0x00, 0xd8, 0x01])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(new byte[2_000_000])).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(new byte[6_000_000])).StatusCode);
        var many = "email,name\n" + string.Join('\n', Enumerable.Range(0, 5_001).Select(i => $"m{i}@hub.example,M"));
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(Encoding.UTF8.GetBytes(many))).StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(string text, string step) => _admin.PostAsync("/people/import", "/people/import", ("text", text), ("step", step), ("mail", "true"));

    private async Task<HttpResponseMessage> UploadAsync(byte[] bytes)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(await _admin.TokenAsync("/people/import")), "__RequestVerificationToken" },
            { new StringContent("import"), "step" },
            { new ByteArrayContent(bytes), "file", "people.csv" },
        };

        // The hub refuses by the length alone, so it must be asked before the body goes out.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/people/import") { Content = content };
        request.Headers.ExpectContinue = true;
        return await _admin.Http.SendAsync(request);
    }

    private async Task<Person?> FindAsync(string email)
    {
        await using var database = _hub.OpenDatabase();
        return await database.Users.AsNoTracking().Include(person => person.Teams).SingleOrDefaultAsync(person => person.Email == email);
    }
}
