namespace EnablementHub.Features.Training;

/// <summary>Addresses of the room's pages.</summary>
public static class TrainingLinks
{
    public const string Start = "/training";
    public const string Written = "/training/written";
    public const string NewCourse = "/training/courses/new";
    public const string NewTask = "/training/tasks/new";
    public const string Confirm = "/training/confirm";
    public const string Live = "/training/live";
    public const string NewLive = "/training/live/new";
    public const string Assignments = "/training/assignments";
    public const string NewAssignment = "/training/assignments/new";
    public const string Coverage = "/training/coverage";

    public static string Course(int id) => FormattableString.Invariant($"/training/courses/{id}");

    public static string EditCourse(int id) => FormattableString.Invariant($"/training/courses/{id}/edit");

    public static string CoursePart(int courseId, int partId) => FormattableString.Invariant($"/training/courses/{courseId}/parts/{partId}");

    public static string Task(int id) => FormattableString.Invariant($"/training/tasks/{id}");

    public static string EditTask(int id) => FormattableString.Invariant($"/training/tasks/{id}/edit");

    public static string Submission(int id) => FormattableString.Invariant($"/training/confirm/{id}");

    public static string File(int id) => FormattableString.Invariant($"/training/files/{id}");

    public static string LiveSession(int id) => FormattableString.Invariant($"/training/live/{id}");

    public static string EditLive(int id) => FormattableString.Invariant($"/training/live/{id}/edit");

    public static string Assignment(int id) => FormattableString.Invariant($"/training/assignments/{id}");
}
