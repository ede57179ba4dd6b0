namespace EnablementHub.Features.Quizzes;

/// <summary>Addresses of the room's pages.</summary>
public static class QuizLinks
{
    public const string List = "/training/quizzes";
    public const string Authoring = "/training/quizzes/authoring";

    public static string Quiz(int id) => Text($"/training/quizzes/{id}");

    public static string Start(int id) => Text($"/training/quizzes/{id}/start");

    public static string Attempt(int attemptId) => Text($"/training/quizzes/attempts/{attemptId}");

    public static string Answers(int attemptId) => Text($"/training/quizzes/attempts/{attemptId}/answers");

    public static string Edit(int id) => Text($"/training/quizzes/{id}/edit");

    public static string NewQuestion(int id, QuestionKind kind) => Text($"/training/quizzes/{id}/questions/new/{kind.Slug()}");

    public static string Question(int id, int key) => Text($"/training/quizzes/{id}/questions/{key}");

    public static string Regrade(int id, int key) => Text($"/training/quizzes/{id}/questions/{key}/regrade");

    public static string Figures(int id) => Text($"/training/quizzes/{id}/figures");

    public static string Results(int id) => Text($"/training/quizzes/{id}/results");

    public static string Import(int id) => Text($"/training/quizzes/{id}/import");

    public static string Export(int id) => Text($"/training/quizzes/{id}/export.gift");

    private static string Text(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
