using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Features.Training.Assigning.Reminding;
using EnablementHub.Features.Training.Courses;
using EnablementHub.Features.Training.Courses.Taking;
using EnablementHub.Features.Training.Courses.Writing;
using EnablementHub.Features.Training.Coverage;
using EnablementHub.Features.Training.Live;
using EnablementHub.Features.Training.Mine;
using EnablementHub.Features.Training.Tasks;
using EnablementHub.Features.Training.Tasks.Confirming;
using EnablementHub.Features.Training.Tasks.Doing;
using EnablementHub.Features.Training.Tasks.Writing;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Storage;

namespace EnablementHub.Features.Training;

/// <summary>The door of the room: courses, exercises, sessions and courses elsewhere, who is to learn what, and until when.</summary>
public static class TrainingFeature
{
    public static IServiceCollection AddTraining(this IServiceCollection services)
    {
        services.AddScoped<ILearningSource, CourseSource>();
        services.AddScoped<ILearningSource, ExerciseSource>();
        services.AddScoped<ILearningSource, ExternalCourseSource>();
        services.AddScoped<ILearningSource, LiveSessionSource>();
        services.AddScoped<IItemUses, TrainingUses>();
        services.AddScoped<ITypedTexts, TrainingTexts>();
        services.AddScoped<TopicChoices>();
        services.AddCourses();
        services.AddTasks();
        services.AddLive();
        services.AddAssigning();
        services.AddScoped<MyTraining>();
        services.AddScoped<TrainingCatalogue>();
        services.AddScoped<WrittenTraining>();
        services.AddScoped<CoverageReport>();
        return services.AddRecurringJob<TickTrainingJob>();
    }

    private static void AddCourses(this IServiceCollection services)
    {
        services.AddScoped<SaveCourse>();
        services.AddScoped<ChangeCourseParts>();
        services.AddScoped<PublishCourse>();
        services.AddScoped<CourseEditorPages>();
        services.AddScoped<CoursePages>();
        services.AddScoped<PartItems>();
        services.AddScoped<EnterCourse>();
        services.AddScoped<NoteCourses>();
    }

    private static void AddTasks(this IServiceCollection services)
    {
        services.AddSingleton<IStoredFileRows, TrainingFileRows>();
        services.AddScoped<SaveTask>();
        services.AddScoped<SetTaskState>();
        services.AddScoped<KeepFile>();
        services.AddScoped<SubmitTask>();
        services.AddScoped<TaskPages>();
        services.AddScoped<ConfirmList>();
        services.AddScoped<DecideSubmission>();
    }

    private static void AddLive(this IServiceCollection services)
    {
        services.AddScoped<LiveNotices>();
        services.AddScoped<SaveLiveSession>();
        services.AddScoped<CancelLiveSession>();
        services.AddScoped<SignUpForSession>();
        services.AddScoped<NoteAttendance>();
        services.AddScoped<LivePages>();
    }

    private static void AddAssigning(this IServiceCollection services)
    {
        services.AddScoped<GiveTraining>();
        services.AddScoped<AssignTraining>();
        services.AddScoped<EndAssignment>();
        services.AddScoped<AssignmentPages>();
        services.AddRecurringJob<AssignJoinersJob>();
        services.AddRecurringJob<RemindLearnersJob>();
    }
}
