using System.Net;
using EnablementHub.Features.Training;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Training.Tasks.Writing;

public sealed class TaskEditorTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Theory]
    [InlineData("exercise", "Title", "", "Give it a title.")]
    [InlineData("exercise", "Words", "", "Say what they are to do")]
    [InlineData("exercise", "Minutes", "soon", "Enter the minutes as a number")]
    [InlineData("exercise", "Minutes", "10001", "Enter the minutes as a number")]
    [InlineData("exercise", "ConfirmerId", "999999", "Choose somebody from the list.")]
    [InlineData("exercise", "Topics", "999999", "One of these topics is gone")]
    [InlineData("nonsense", "Title", "A title", "Choose whether it is an exercise")]
    [InlineData("external", "Url", "javascript:alert(1)", "Enter the course&#x27;s web address")]
    [InlineData("external", "Url", "academy", "Enter the course&#x27;s web address")]
    public async Task BadField_IsNamed_AndNothingIsStored(string kind, string field, string value, string sentence)
    {
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Kind"] = kind,
            ["Title"] = "Kept title",
            ["Words"] = "Kept words",
            ["Url"] = "https://academy.example/kept",
            [field] = value,
        };
        var answer = await lead.PostAsync("/training/tasks/new", "/training/tasks/new", [.. fields.Select(pair => (pair.Key, pair.Value))]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (field != "Words") Assert.Contains("Kept words", html, StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        Assert.False(await database.TrainingTasks.AnyAsync(task => task.Title == "Kept title", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Task_IsWritten_Published_Changed_AndItsVersionCounts()
    {
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var written = await lead.PostAsync("/training/tasks/new", "/training/tasks/new", ("Kind", "exercise"), ("Title", "Count the lorries"), ("Words", "Stand at the gate."));
        var editor = written.Headers.Location!.ToString();
        var page = editor.Replace("/edit", "", StringComparison.Ordinal);
        await lead.PostAsync(editor, $"{page}/publish");
        var stale = await lead.PostAsync(editor, editor, ("revision", "1"), ("Title", "Count the lorries"), ("Words", "Typed meanwhile."));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Typed meanwhile.", await stale.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await lead.PostAsync(editor, editor, ("revision", "2"), ("Title", "Count the lorries"), ("Words", "Stand at the gate for an hour."));
        await using var database = _hub.OpenDatabase();
        var task = await database.TrainingTasks.SingleAsync(t => t.Title == "Count the lorries", TestContext.Current.CancellationToken);
        Assert.Equal((2, TrainingState.Published), (task.Version, task.State));
        await lead.PostAsync(editor, $"{page}/retire");
        using var rep = await _hub.SignInAsAsync("Rena Rep");
        Assert.Contains("Retired: nothing new is taken", await rep.ReadAsync(page), StringComparison.Ordinal);
        using var other = await _hub.SignInAsAsync("Olga Expert", HubRoles.Expert);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(editor)).StatusCode);
    }
}
