using System.Globalization;
using System.Net;
using System.Text;
using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Writing;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Quizzes.Exchange;

public sealed class ImportTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Pasted_QuestionsAreAdded_AndWhatIsNotUnderstoodIsTold()
    {
        var quiz = await QuizStory.In(_hub).Words("There before?", "a").DraftAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var answer = await lead.PostAsync(QuizLinks.Import(quiz.Id), QuizLinks.Import(quiz.Id), ("text", "Who decides? {=Finance ~IT}\n\nAn essay {}"), ("revision", await RevisionAsync(quiz.Id)));
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("1 question is added.", html, StringComparison.Ordinal);
        Assert.Contains("An essay, which nobody here could grade by itself.", html, StringComparison.Ordinal);
        Assert.Equal(["There before?", "Who decides?"], (await PendingAsync(quiz.Id)).InOrder.Select(question => question.Prompt));
    }

    [Theory]
    [InlineData("", "There is nothing in it.")]
    [InlineData("Nothing that could be asked.", "None of it was understood.")]
    public async Task BadInput_SaysWhatToDo_KeepsIt_AndAddsNothing(string text, string sentence)
    {
        var quiz = await QuizStory.In(_hub).Words("There before?", "a").DraftAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var answer = await lead.PostAsync(QuizLinks.Import(quiz.Id), QuizLinks.Import(quiz.Id), ("text", text), ("revision", await RevisionAsync(quiz.Id)));
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains(text, html, StringComparison.Ordinal);
        Assert.Single((await PendingAsync(quiz.Id)).Questions);
    }

    [Fact]
    public async Task Files_AreReadEach_PackagesAndBinariesAreTold_AndSendingTwiceAddsOnce()
    {
        var quiz = await QuizStory.In(_hub).Words("There before?", "a").DraftAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var revision = await RevisionAsync(quiz.Id);
        var token = await lead.TokenAsync(QuizLinks.Import(quiz.Id));
        async Task<HttpResponseMessage> SendAsync() => await lead.Http.PostAsync(QuizLinks.Import(quiz.Id), new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(revision), "revision" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("Is it so? {T}")), "file", "one.gift" },
            { new ByteArrayContent([(byte)'P', (byte)'K', 3, 4, 0]), "file", "package.zip" },
            { new ByteArrayContent([0xff, 0xfe, 0xfa, 0x80]), "file", "picture.png" },
        }, TestContext.Current.CancellationToken);
        var html = WebUtility.HtmlDecode(await (await SendAsync()).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("1 question is added.", html, StringComparison.Ordinal);
        Assert.Contains("It is a package (zip).", html, StringComparison.Ordinal);
        Assert.Contains("picture.png", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync()).StatusCode);
        Assert.Equal(2, (await PendingAsync(quiz.Id)).Questions.Count);
    }

    [Fact]
    public async Task Export_IsGift_ThatComesBackThroughTheImport()
    {
        var quiz = await QuizStory.In(_hub).Choice("Who decides?", "*Finance", "IT").Order("In which order?", "Ask", "Show").PublishedAsync("Round and round");
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var file = await lead.GetAsync(QuizLinks.Export(quiz.Id));
        Assert.Equal("round-and-round.gift.txt", file.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        var gift = await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var other = await QuizStory.In(_hub).DraftAsync();
        var answer = await lead.PostAsync(QuizLinks.Import(other.Id), QuizLinks.Import(other.Id), ("text", gift), ("revision", await RevisionAsync(other.Id)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal([(QuestionKind.OneChoice, "Who decides?"), (QuestionKind.Ordering, "In which order?")], (await PendingAsync(other.Id)).InOrder.Select(question => (question.Kind, question.Prompt)));
    }

    private async Task<string> RevisionAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return (await database.Quizzes.Where(quiz => quiz.Id == id).Select(quiz => quiz.Revision).SingleAsync(TestContext.Current.CancellationToken)).ToString(CultureInfo.InvariantCulture);
    }

    private async Task<QuizVersion> PendingAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return (await database.LoadQuizAsync(id, TestContext.Current.CancellationToken))!.Pending!;
    }
}
