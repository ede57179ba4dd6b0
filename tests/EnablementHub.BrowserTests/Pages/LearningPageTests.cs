using EnablementHub.BrowserTests.Support;

namespace EnablementHub.BrowserTests.Pages;

/// <summary>What holds on every page, on those of onboarding, training, quizzes and certification.</summary>
public sealed class LearningPageTests(Browser browser)
{
    private static readonly PageToLookAt[] Pages =
    [
        new("newhire", "/onboarding", "onboarding"),
        new("rep", "/onboarding", "onboarding-nothing"),
        new("manager", "/onboarding/people", "onboarding-people"),
        new("manager", "/onboarding/people/new", "onboarding-start"),
        new("lead", "/onboarding/sign-offs", "onboarding-sign-offs"),
        new("lead", "/onboarding/templates", "onboarding-checklists"),
        // Every step of ninety days brings its own forms.
        new("lead", "/onboarding/templates/1", "onboarding-checklist", MaxBytes: 170_000),
        new("rep", "/certifications", "certifications"),
        new("newhire", "/certifications/2", "certification-to-earn"),
        new("rep", "/certifications/certificates/1", "certificate"),
        new("lead", "/certifications/holders", "certificate-holders"),
        new("lead", "/certifications/programme", "certification-programme"),
        new("lead", "/certifications/programme/1", "certification-plan"),
        new("lead", "/certifications/certificates/3/revoke", "certificate-revoke"),
        new("lead", "/certifications/trained", "trained-choose"),
        new("lead", "{trained}", "trained"),
        new("", "/certifications/verify/nothing", "not-found-certificate"),
        new("rep", "/training/quizzes", "quizzes"),
        new("rep", "/training/quizzes/1", "quiz"),
        new("lead", "/training/quizzes/authoring", "quizzes-authoring"),
        new("lead", "/training/quizzes/1/edit", "quiz-edit"),
        new("lead", "/training/quizzes/1/questions/1", "quiz-question"),
        new("lead", "/training/quizzes/1/questions/new/matching", "quiz-question-matching"),
        new("lead", "/training/quizzes/2/questions/6", "quiz-question-sentences"),
        new("lead", "/training/quizzes/1/figures", "quiz-figures"),
        new("lead", "/training/quizzes/1/results", "quiz-results"),
        new("lead", "/training/quizzes/1/import", "quiz-import"),
        new("rep", "{attempt}", "quiz-attempt"),
        new("newhire", "/training", "training"),
        new("rep", "/training?topic=pricing", "training-topic"),
        new("newhire", "/training/courses/1", "training-course"),
        new("rep", "/training/tasks/1", "training-exercise"),
        new("rep", "/training/tasks/4", "training-elsewhere"),
        new("rep", "/training/live", "training-live"),
        new("expert", "/training/live/1", "training-session"),
        new("expert", "/training/confirm", "training-confirm"),
        new("manager", "/training/assignments", "training-assignments"),
        new("lead", "/training/assignments/3", "training-assignment"),
        new("lead", "/training/assignments/new", "training-assign"),
        new("lead", "/training/written", "training-written"),
        new("lead", "/training/courses/1/edit", "training-course-editor"),
        new("lead", "/training/tasks/1/edit", "training-task-editor"),
        new("lead", "/training/live/new", "training-live-new"),
        new("lead", "/training/coverage", "training-coverage"),
        new("manager", "/team", "team"),
        new("lead", "/onboarding/holidays", "onboarding-holidays"),
        new("manager", "/onboarding/people/1/changes", "onboarding-changes"),
        new("manager", "/team/ready", "team-ready"),
        new("manager", "/team/people/1", "team-person"),
        new("manager", "/team/entries/1", "team-entry"),
        new("newhire", "/team/me", "team-me"),
        new("rep", "/team/who-sees-what", "team-who-sees-what"),
    ];

    public static TheoryData<string> Names => [.. Pages.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Page_IsAccessible_FitsAPhone_AndIsSilent(string name) => PageLook.HoldsAsync(browser, Array.Find(Pages, page => page.Name == name));
}
