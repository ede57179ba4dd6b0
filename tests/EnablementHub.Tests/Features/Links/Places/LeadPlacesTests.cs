using System.Net;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Features.Training.Tasks;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Onboarding;
using EnablementHub.Tests.Features.Training;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Links.Places;

/// <summary>What names an item outside of texts is shown where it is used, and goes where its links go.</summary>
public sealed class LeadPlacesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhereUsed_NamesStepsCoursesAndTypedAddresses_LinkedForThoseWhoMayOpenThem()
    {
        await using var hub = await TestHub.StartAsync();
        var expert = await hub.AddPersonAsync("Erik Expert", HubRoles.Expert);
        var clip = await TestData.In(hub).Clip("Price to a CFO").OwnedBy(expert).WithCues().PublishedAsync();
        var template = await OnboardingStory.In(hub).Content(clip, "Hear the price").SavedAsync();
        var course = await hub.CourseAsync("All about price", clip.Key());
        var task = await TypeAsync(hub, await hub.TaskAsync("Read it elsewhere", LearningKind.ExternalCourse), AddressOf(hub, clip));
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var page = WebUtility.HtmlDecode(await lead.ReadAsync($"/links/items/{clip.Id}"));
        Assert.Contains($"<a href=\"/onboarding/templates/{template.Id}\">Hear the price</a>", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/training/courses/{course.Id}\">All about price</a>", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/training/tasks/{task.Id}/edit\">Read it elsewhere</a>", page, StringComparison.Ordinal);

        // An expert may not open templates, so its name stands there alone.
        using var browser = hub.Anonymous();
        await browser.SignInAsync(expert.Email!, TestHub.Password);
        page = WebUtility.HtmlDecode(await browser.ReadAsync($"/links/items/{clip.Id}"));
        Assert.Contains("Hear the price", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/onboarding/templates/{template.Id}", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/training/courses/{course.Id}\">", page, StringComparison.Ordinal);
        Assert.Contains("3 other places use it", await lead.ReadAsync($"/studio/{clip.Id}/end"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RetiredItem_LedToItsSuccessor_TakesWhatNamesItAlong_AndAnUndoBringsItBack()
    {
        await using var hub = await TestHub.StartAsync();
        var old = await TestData.In(hub).Clip("The old opening").WithCues().PublishedAsync();
        var next = await TestData.In(hub).Clip("The new opening").WithCues().PublishedAsync();
        var done = await hub.AddPersonAsync("Dora Done");
        var (open, over) = (await OnboardingStory.In(hub).Content(old, "Hear the opening").StartedAsync(await hub.AddPersonAsync("Nora New")), await OnboardingStory.In(hub).Content(old, "Heard it").StartedAsync(done));
        await using (var tick = hub.OpenDatabase())
        {
            (await tick.ChecklistSteps.SingleAsync(step => step.ChecklistId == over.Id, Token)).TickFromUse(hub.Time.GetUtcNow(), "Played");
            await tick.SaveChangesAsync(Token);
        }

        var course = await hub.CourseAsync("All about openings", old.Key());
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.PostAsync($"/studio/{old.Id}/end", $"/studio/{old.Id}/archive", ("revision", $"{old.Revision}"), ("successorId", $"{next.Id}"))).StatusCode);
        Assert.Contains($"value=\"{old.Id}\"", await lead.ReadAsync("/links"), StringComparison.Ordinal);

        // Looking at it changes nothing.
        var preview = WebUtility.HtmlDecode(await lead.ReadAsync($"/links/retired?items={old.Id}"));
        Assert.Contains("Hear the opening", preview, StringComparison.Ordinal);
        Assert.Contains("All about openings", preview, StringComparison.Ordinal);
        Assert.DoesNotContain($"/onboarding/people/{over.Id}\"", preview, StringComparison.Ordinal);
        Assert.Equal((old.Id, old.Id, old.Id), await NamedAsync(hub, open.TemplateId, open.Id, course.Id));

        var started = await lead.PostAsync("/links", "/links/retired", ("items", $"{old.Id}"));
        Assert.Equal((next.Id, next.Id, next.Id), await NamedAsync(hub, open.TemplateId, open.Id, course.Id));
        Assert.Equal(old.Id, Assert.Single((await OnboardingStory.ReadAsync(hub, over.Id)).Steps).ItemId);
        var rewrite = started.Headers.Location!.ToString();
        Assert.Contains("All about openings", await lead.ReadAsync(rewrite), StringComparison.Ordinal);
        var log = await hub.OpenDatabase().Audit.Where(entry => entry.Action == "links.place-led").Select(entry => entry.Detail).ToListAsync(Token);
        Assert.Contains($"course “All about openings”: item {old.Id} → item {next.Id}", log);

        Assert.Equal(HttpStatusCode.Redirect, (await lead.PostAsync(rewrite, $"{rewrite}/undo")).StatusCode);
        await hub.RunRewritesAsync();
        Assert.Equal((old.Id, old.Id, old.Id), await NamedAsync(hub, open.TemplateId, open.Id, course.Id));
        Assert.Contains("taken back", await lead.ReadAsync(rewrite), StringComparison.Ordinal);
        Assert.Equal(3, await hub.OpenDatabase().CourseVersions.CountAsync(version => version.CourseId == course.Id, Token));
    }

    [Fact]
    public async Task MovedAddress_ChangesWhatIsTypedElsewhere_AndAnUndoLeavesWhatSomebodyHasChangedSince()
    {
        await using var hub = await TestHub.StartAsync();
        var (from, to) = (await TestData.In(hub).Playbook("From").PublishedAsync(), await TestData.In(hub).Playbook("To").PublishedAsync());
        var typed = await TypeAsync(hub, await hub.TaskAsync("Typed", LearningKind.ExternalCourse), AddressOf(hub, from) + "#price");
        var words = await hub.TaskAsync("Words");
        var template = await OnboardingStory.In(hub).Find(from, $"Where do we say it? Not at {AddressOf(hub, from)}, is it?").SavedAsync();
        await using (var database = hub.OpenDatabase())
        {
            (await database.TrainingTasks.SingleAsync(task => task.Id == words.Id, Token)).Words = $"Read {AddressOf(hub, from)}.\nThen {AddressOf(hub, from)}0 and https://elsewhere.example/items/{from.Id}.";
            await database.SaveChangesAsync(Token);
        }

        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Contains($"<ins>{AddressOf(hub, to)}</ins>", WebUtility.HtmlDecode(await lead.ReadAsync($"/links/move?from={from.Id}&to={to.Id}")), StringComparison.Ordinal);
        var rewrite = (await lead.PostAsync("/links/move", "/links/move", ("from", $"{from.Id}"), ("to", $"{to.Id}"))).Headers.Location!.ToString();
        Assert.Equal(AddressOf(hub, to), await UrlAsync(hub, typed.Id));
        await using (var database = hub.OpenDatabase())
        {
            Assert.Equal($"Read {AddressOf(hub, to)}.\nThen {AddressOf(hub, from)}0 and https://elsewhere.example/items/{from.Id}.", await database.TrainingTasks.Where(task => task.Id == words.Id).Select(task => task.Words).SingleAsync(Token));
            Assert.Equal((to.Id, $"Where do we say it? Not at {AddressOf(hub, to)}, is it?"), (await database.TemplateSteps.Where(step => step.TemplateId == template.Id).Select(step => new { step.ItemId, step.Words }).ToListAsync(Token)).Select(step => (step.ItemId!.Value, step.Words)).Single());
            (await database.TrainingTasks.SingleAsync(task => task.Id == words.Id, Token)).Words = "Written anew";
            await database.SaveChangesAsync(Token);
        }

        await lead.PostAsync(rewrite, $"{rewrite}/undo");
        await hub.RunRewritesAsync();
        Assert.Equal(AddressOf(hub, from) + "#price", await UrlAsync(hub, typed.Id));
        Assert.Equal("Written anew", await hub.OpenDatabase().TrainingTasks.Where(task => task.Id == words.Id).Select(task => task.Words).SingleAsync(Token));
        Assert.Equal(1, await hub.OpenDatabase().RewrittenPlaces.CountAsync(place => place.State == RewrittenState.UndoSkipped, Token));
    }

    private static string AddressOf(TestHub hub, Item item) => hub.App.Services.GetRequiredService<HubAddress>().Link($"/items/{item.Id}");

    private static async Task<TrainingTask> TypeAsync(TestHub hub, TrainingTask task, string address)
    {
        await using var database = hub.OpenDatabase();
        (await database.TrainingTasks.SingleAsync(t => t.Id == task.Id, Token)).Url = address;
        await database.SaveChangesAsync(Token);
        return task;
    }

    private static Task<string?> UrlAsync(TestHub hub, int taskId) => hub.OpenDatabase().TrainingTasks.Where(task => task.Id == taskId).Select(task => task.Url).SingleAsync(Token);

    /// <summary>The item that the template, the person's copy and the course name now.</summary>
    private static async Task<(int Template, int Copy, int Course)> NamedAsync(TestHub hub, int templateId, int checklistId, int courseId)
    {
        await using var database = hub.OpenDatabase();
        return (
            await database.TemplateSteps.Where(step => step.TemplateId == templateId).Select(step => step.ItemId!.Value).SingleAsync(Token),
            await database.ChecklistSteps.Where(step => step.ChecklistId == checklistId).Select(step => step.ItemId!.Value).SingleAsync(Token),
            await database.CourseVersions.Where(version => version.CourseId == courseId && version.Number == version.Course.LiveNumber).SelectMany(version => version.Parts).Select(part => part.TargetId).SingleAsync(Token));
    }
}
