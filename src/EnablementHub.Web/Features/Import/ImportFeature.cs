using EnablementHub.Features.Import.Writing;
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
        services.AddScoped<ImportReports>();
        return services;
    }
}
