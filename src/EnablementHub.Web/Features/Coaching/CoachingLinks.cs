namespace EnablementHub.Features.Coaching;

/// <summary>Addresses of the room's pages.</summary>
public static class CoachingLinks
{
    public const string Board = "/team";
    public const string Cohorts = "/team/ready";
    public const string Mine = "/team/me";
    public const string WhoSees = "/team/who-sees-what";
    public const string Kudos = "/team/kudos";

    public static string Person(int id) => Text($"/team/people/{id}");

    public static string Act(int personId) => Text($"/team/people/{personId}/act");

    public static string Steps(int personId) => Text($"/team/people/{personId}/steps");

    public static string Entries(int personId) => Text($"/team/people/{personId}/entries");

    public static string Recognitions(int personId) => Text($"/team/people/{personId}/recognitions");

    public static string Step(int id) => Text($"/team/steps/{id}");

    public static string Entry(int id) => Text($"/team/entries/{id}");

    public static string Recognition(int id) => Text($"/team/recognitions/{id}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
