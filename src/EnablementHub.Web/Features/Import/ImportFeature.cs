using EnablementHub.Features.Import.Exporting;
using EnablementHub.Features.Import.Runs;
using EnablementHub.Features.Import.Writing;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Storage;

namespace EnablementHub.Features.Import;

/// <summary>The door of the room: taking folders of files in, and writing everything out again.</summary>
public static class ImportFeature
{
    public static IServiceCollection AddImport(this IServiceCollection services)
    {
        services.AddSingleton<IStoredFileRows, ImportUploadRows>();
        services.AddScoped<ImportFolder>();
        services.AddScoped<PlaceEntries>();
        services.AddScoped<AddImportedValues>();
        services.AddScoped<StoreEntryFiles>();
        services.AddScoped<WriteEntries>();
        services.AddScoped<WriteEntry>();
        services.AddScoped<WriteNewPages>();
        services.AddScoped<ImportReports>();
        services.AddScoped<ExportFolder>();
        services.AddScoped<ExportedTexts>();
        services.AddScoped<ExportedHubFile>();
        services.AddScoped<ImportPages>();
        services.AddScoped<TakeUpload>();
        services.AddScoped<DecideOnRun>();
        services.AddRecurringJob<WorkOnImportsJob>();
        return services;
    }
}
