using System.Net;
using EnablementHub.Features.Onboarding;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Onboarding.SignOffs;

public sealed class SignOffTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Buddy_SeesWhatWaits_SendsItBackWithWords_ThenConfirms()
    {
        using var newHire = await _hub.SignInAsAsync("Nils Newhire");
        using var buddy = await _hub.SignInAsAsync("Bo Buddy");
        var started = await OnboardingStory.In(_hub).Task("Listen in on three calls", signOff: SignOffBy.Buddy)
            .StartedAsync(await _hub.AddPersonAsync("Nils Newhire"), buddy: await _hub.AddPersonAsync("Bo Buddy"));
        var step = started.Steps[0].Id;
        await newHire.PostAsync("/onboarding", $"/onboarding/steps/{step}/done", ("report", "I listened to <one> call."));
        var list = await buddy.ReadAsync("/onboarding/sign-offs");
        Assert.Contains("Listen in on three calls", list, StringComparison.Ordinal);
        Assert.Contains("I listened to &lt;one&gt; call.", list, StringComparison.Ordinal);

        var silent = await buddy.PostAsync("/onboarding/sign-offs", $"/onboarding/sign-offs/{step}", ("decision", "send-back"), ("remark", " "));
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        Assert.Contains("Say what is missing", await silent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await buddy.PostAsync("/onboarding/sign-offs", $"/onboarding/sign-offs/{step}", ("decision", "maybe"))).StatusCode);

        await buddy.PostAsync("/onboarding/sign-offs", $"/onboarding/sign-offs/{step}", ("decision", "send-back"), ("remark", "Two more, please."));
        Assert.Contains("Sent back: Two more, please.", await newHire.ReadAsync("/onboarding"), StringComparison.Ordinal);
        await newHire.PostAsync("/onboarding", $"/onboarding/steps/{step}/done", ("report", "Three calls now."));
        await buddy.PostAsync("/onboarding/sign-offs", $"/onboarding/sign-offs/{step}", ("decision", "confirm"), ("remark", "Well listened."));
        var after = await OnboardingStory.ReadAsync(_hub, started.Id);
        Assert.Equal((StepState.Done, "Confirmed", "Well listened."), (after.Steps[0].State, after.Steps[0].Evidence, after.Steps[0].Remark));
        Assert.NotNull(after.CompletedAt);
        Assert.Contains("Confirmed by Bo Buddy", await newHire.ReadAsync("/onboarding"), StringComparison.Ordinal);
        Assert.Contains("Nothing waits for you", await buddy.ReadAsync("/onboarding/sign-offs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyTheOneWhomTheStepNames_OrALead_Confirms_AndNobodyTheirOwn()
    {
        var manager = await _hub.AddPersonAsync("Mia Manager", HubRoles.Manager);
        var started = await OnboardingStory.In(_hub).Task("Choose your accounts", signOff: SignOffBy.Manager).Task("Give a demo", signOff: SignOffBy.Expert)
            .StartedAsync(await _hub.AddPersonAsync("Lea Leadhire", HubRoles.Lead, HubRoles.Expert), buddy: await _hub.AddPersonAsync("Bo Buddy"), manager: manager);
        using var own = await _hub.SignInAsAsync("Lea Leadhire", HubRoles.Lead, HubRoles.Expert);
        foreach (var step in started.Steps) await own.PostAsync("/onboarding", $"/onboarding/steps/{step.Id}/done", ("report", "Done."));
        var accounts = started.Steps.Single(step => step.SignOff == SignOffBy.Manager).Id;
        var demo = started.Steps.Single(step => step.SignOff == SignOffBy.Expert).Id;
        using var buddy = await _hub.SignInAsAsync("Bo Buddy");
        using var expert = await _hub.SignInAsAsync("Eva Expert", HubRoles.Expert);
        using var mia = await _hub.SignInAsAsync("Mia Manager", HubRoles.Manager);
        await Confirm(own, accounts);
        await Confirm(buddy, accounts);
        await Confirm(expert, accounts);
        await Confirm(mia, demo);
        Assert.All((await OnboardingStory.ReadAsync(_hub, started.Id)).Steps, step => Assert.Equal(StepState.Waiting, step.State));
        await Confirm(mia, accounts);
        await Confirm(expert, demo);
        Assert.All((await OnboardingStory.ReadAsync(_hub, started.Id)).Steps, step => Assert.Equal(StepState.Done, step.State));
    }

    [Fact]
    public async Task TwoWhoDecideAtOnce_TheFirstCounts()
    {
        var started = await OnboardingStory.In(_hub).Task("Give a demo", signOff: SignOffBy.Expert).StartedAsync(await _hub.AddPersonAsync("Rae Race"));
        using var own = await _hub.SignInAsAsync("Rae Race");
        await own.PostAsync("/onboarding", $"/onboarding/steps/{started.Steps[0].Id}/done", ("report", "Done."));
        using var one = await _hub.SignInAsAsync("Eva Expert", HubRoles.Expert);
        using var two = await _hub.SignInAsAsync("Eli Expert", HubRoles.Expert);
        await Task.WhenAll(Confirm(one, started.Steps[0].Id), two.PostAsync("/onboarding/sign-offs", $"/onboarding/sign-offs/{started.Steps[0].Id}", ("decision", "send-back"), ("remark", "Again.")));
        var step = (await OnboardingStory.ReadAsync(_hub, started.Id)).Steps[0];
        Assert.True(step is { State: StepState.Done, Remark: "" } or { State: StepState.Open, Remark: "Again." }, $"{step.State} {step.Remark}");
    }

    private static Task<HttpResponseMessage> Confirm(TestBrowser browser, int step) =>
        browser.PostAsync("/onboarding/sign-offs", $"/onboarding/sign-offs/{step}", ("decision", "confirm"), ("remark", ""));
}
