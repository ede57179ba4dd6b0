using System.Net;
using System.Text;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Training;
using EnablementHub.Features.Training.Tasks;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Training.Tasks.Doing;

public sealed class SubmitTaskTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Exercise_IsTold_SentBack_ToldAnew_Confirmed_AndNotedInTheLedger()
    {
        var task = await _hub.TaskAsync("Write your give-and-get list");
        using var rep = await _hub.SignInAsAsync("Eda Exercises");
        using var expert = await _hub.SignInAsAsync("Xaver Expert", HubRoles.Expert);
        var person = await _hub.AddPersonAsync("Eda Exercises");
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(rep, task.Id, [("report", "Five things, all of them discounts.")])).StatusCode);
        Assert.Contains("It waits for an expert", await rep.ReadAsync($"/training/tasks/{task.Id}"), StringComparison.Ordinal);
        Assert.Contains("still waits for an answer", await BodyAsync(await PostAsync(rep, task.Id, [("report", "Once more.")])), StringComparison.Ordinal);
        var first = await LastAsync(task.Id);
        var wordless = await expert.PostAsync("/training/confirm", $"/training/confirm/{first.Id}", ("decision", "send-back"), ("remark", " "));
        Assert.Equal(HttpStatusCode.BadRequest, wordless.StatusCode);
        Assert.Contains("Say what is missing", await BodyAsync(wordless), StringComparison.Ordinal);
        await expert.PostAsync("/training/confirm", $"/training/confirm/{first.Id}", ("decision", "send-back"), ("remark", "A discount is no trade."));
        Assert.Contains("A discount is no trade.", await rep.ReadAsync($"/training/tasks/{task.Id}"), StringComparison.Ordinal);
        Assert.Contains(await _hub.ToldAsync(person), text => text.Contains("sent “Write your give-and-get list” back", StringComparison.Ordinal));
        await PostAsync(rep, task.Id, [("report", "A reference, a longer term, a second site.")]);
        var second = await LastAsync(task.Id);
        Assert.Contains("Sent back before: A discount is no trade.", await expert.ReadAsync("/training/confirm"), StringComparison.Ordinal);
        await expert.PostAsync("/training/confirm", $"/training/confirm/{second.Id}", ("decision", "confirm"), ("remark", ""));
        await expert.PostAsync("/training/confirm", $"/training/confirm/{second.Id}", ("decision", "confirm"), ("remark", ""));
        var record = Assert.Single(await _hub.LedgerAsync(person));
        Assert.Equal((LearningKind.Exercise, task.Id, 1, "Confirmed by Xaver Expert"), (record.Kind, record.TargetId, record.TargetVersion, record.Evidence));
        Assert.Equal((1, 2), (first.Attempt, second.Attempt));
    }

    [Theory]
    [InlineData("", "Tell in some sentences what you did")]
    [InlineData(4001, "Your words have 4001 characters; at most 4000 fit")]
    public async Task Report_ThatIsEmptyOrTooLong_IsRefused_AndStays(object report, string sentence)
    {
        var typed = report is int length ? new string('x', length) : (string)report;
        var task = await _hub.TaskAsync("Refuses reports");
        using var rep = await _hub.SignInAsAsync("Rita Refused");
        var answer = await PostAsync(rep, task.Id, [("report", typed)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await BodyAsync(answer);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains(typed, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_IsWhatItsBytesSay_OrIsRefused_AndTheWordsStay()
    {
        var task = await _hub.TaskAsync("Takes a file");
        using var rep = await _hub.SignInAsAsync("Fia File");
        foreach (var (name, bytes, sentence) in new (string, byte[], string)[]
                 {
                     ("list.pdf", "MZ this is a program"u8.ToArray(), ""),
                     ("list.pdf", "just words"u8.ToArray(), "This kind of file is not known"),
                     ("list.png", Pdf, "is called"),
                 })
        {
            var answer = await PostAsync(rep, task.Id, [("report", "My words stay here.")], (name, bytes));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var html = await BodyAsync(answer);
            Assert.Contains(sentence, html, StringComparison.Ordinal);
            Assert.Contains("My words stay here.", html, StringComparison.Ordinal);
        }

        var large = await PostAsync(rep, task.Id, [("report", "My words stay here.")], ("list.pdf", [.. Pdf, .. new byte[TrainingFile.MaxLength]]));
        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);
        Assert.Contains("Export it smaller", await BodyAsync(large), StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        Assert.False(await database.TrainingSubmissions.AnyAsync(s => s.TaskId == task.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Proof_OfACourseElsewhere_IsConfirmedByTheManager_AndCountsFromItsOwnDay()
    {
        var task = await _hub.TaskAsync("Finance for people who sell", LearningKind.ExternalCourse);
        var team = await TestData.In(_hub).TeamAsync("Proof team");
        using var rep = await _hub.SignInAsAsync("Paula Proof");
        var person = await _hub.AddPersonAsync("Paula Proof");
        var manager = await _hub.AddPersonAsync("Mia Manager", HubRoles.Manager);
        await TestData.In(_hub).JoinAsync(person, team);
        await TestData.In(_hub).JoinAsync(manager, team);
        var without = await PostAsync(rep, task.Id, [("doneOn", "03/01/2026")]);
        var html = await BodyAsync(without);
        Assert.Contains("Add the proof", html, StringComparison.Ordinal);
        Assert.Contains("Enter the day on which you completed it", html, StringComparison.Ordinal);
        Assert.Contains("today at the latest", await BodyAsync(await PostAsync(rep, task.Id, [("doneOn", "2027-01-01")], ("c.pdf", Pdf))), StringComparison.Ordinal);
        await PostAsync(rep, task.Id, [("doneOn", "2026-02-20"), ("report", "Worth it.")], ("certificate.pdf", Pdf));
        var told = await LastAsync(task.Id);

        using var expert = await _hub.SignInAsAsync("Xaver Expert", HubRoles.Expert);
        using var stranger = await _hub.SignInAsAsync("Stan Stranger", HubRoles.Manager);
        foreach (var browser in new[] { expert, stranger, rep })
        {
            Assert.DoesNotContain("Finance for people who sell", await browser.ReadAsync("/training/confirm"), StringComparison.Ordinal);
            await browser.PostAsync("/profile", $"/training/confirm/{told.Id}", ("decision", "confirm"), ("remark", ""));
        }

        Assert.Equal(SubmissionState.Waiting, (await LastAsync(task.Id)).State);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/training/files/{told.FileId}")).StatusCode);
        using var own = await _hub.SignInAsAsync("Mia Manager", HubRoles.Manager);
        using var file = await own.GetAsync($"/training/files/{told.FileId}");
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(Pdf, await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        await own.PostAsync("/training/confirm", $"/training/confirm/{told.Id}", ("decision", "confirm"), ("remark", ""));
        var record = Assert.Single(await _hub.LedgerAsync(person));
        Assert.Equal((LearningKind.ExternalCourse, new DateTimeOffset(2026, 2, 20, 0, 0, 0, TimeSpan.Zero)), (record.Kind, record.EarnedAt));
        Assert.Contains("certificate.pdf", record.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamedConfirmer_IsTold_AndOtherExpertsDoNotSeeIt()
    {
        var named = await _hub.AddPersonAsync("Nora Named", HubRoles.Expert);
        var task = await _hub.TaskAsync("For Nora alone", confirmer: named);
        using var rep = await _hub.SignInAsAsync("Rolf Rep");
        await PostAsync(rep, task.Id, [("report", "Done.")]);
        Assert.Contains(await _hub.ToldAsync(named), text => text.Contains("waits for your word", StringComparison.Ordinal));
        using var other = await _hub.SignInAsAsync("Xaver Expert", HubRoles.Expert);
        Assert.DoesNotContain("For Nora alone", await other.ReadAsync("/training/confirm"), StringComparison.Ordinal);
        using var own = await _hub.SignInAsAsync("Nora Named", HubRoles.Expert);
        Assert.Contains("For Nora alone", await own.ReadAsync("/training/confirm"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_IsThereForItsWriter_AndNobodyElse()
    {
        var task = await _hub.TaskAsync("A draft exercise", state: TrainingState.Draft);
        using var rep = await _hub.SignInAsAsync("Rolf Rep");
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/training/tasks/{task.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.PostAsync("/profile", $"/training/tasks/{task.Id}", ("report", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.PostAsync("/profile", "/training/tasks/999999", ("report", "x"))).StatusCode);
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        Assert.Contains("A draft exercise", await lead.ReadAsync($"/training/tasks/{task.Id}"), StringComparison.Ordinal);
    }

    private static Task<string> BodyAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static async Task<HttpResponseMessage> PostAsync(TestBrowser browser, int taskId, (string Name, string Value)[] fields, (string Name, byte[] Bytes)? file = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent(await browser.TokenAsync("/profile")), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        if (file is { } handedIn) form.Add(new ByteArrayContent(handedIn.Bytes), "file", handedIn.Name);
        return await browser.Http.PostAsync($"/training/tasks/{taskId}", form, TestContext.Current.CancellationToken);
    }

    private async Task<Submission> LastAsync(int taskId)
    {
        await using var database = _hub.OpenDatabase();
        return await database.TrainingSubmissions.AsNoTracking().Where(s => s.TaskId == taskId).OrderByDescending(s => s.Id).FirstAsync(TestContext.Current.CancellationToken);
    }
}
