using EnablementHub.Data;
using EnablementHub.Features.Seed.Learning;
using EnablementHub.Platform.Hosting;

namespace EnablementHub.Features.Seed;

/// <summary>The door of the room: what a new hub starts with.</summary>
public static class SeedFeature
{
    /// <summary>The seed travels beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "content-seed");

    public static IServiceCollection AddSeed(this IServiceCollection services)
    {
        services.AddScoped<LoadSeed>();
        services.AddScoped<SeedPeople>();
        services.AddScoped<SeedItems>();
        services.AddScoped<SeedMedia>();
        services.AddScoped<SeedUsageWriter>();
        services.AddScoped<SeedQuizzes>();
        services.AddScoped<SeedOnboarding>();
        services.AddScoped<SeedTrainingWriter>();
        services.AddScoped<SeedCertifications>();
        services.AddScoped<SeedFollowsWriter>();
        services.AddScoped<SeedPlaylistsWriter>();
        services.AddScoped<SeedCoachingWriter>();
        services.AddScoped<DemoPeople>();
        return services;
    }

    /// <summary>Loads the seed that lies beside the program and prints the demo people's sign-ins.</summary>
    public static async Task PrepareDemoAsync(this IServiceProvider services, string? password, TextWriter output, CancellationToken cancellationToken)
    {
        if (password is { Length: 0 }) throw new WrongSettingException("--demo-password is empty. Leave it out to have one made up.");
        if (!Directory.Exists(Folder)) throw new WrongSettingException($"The demo's content is missing: {Folder} does not exist.");
        await using var scope = services.CreateAsyncScope();

        // Of nodes that start together one loads it, and the others wait longer than a database lets anybody wait.
        await using var alone = await scope.ServiceProvider.GetRequiredService<HubDbContext>().LockAsync("demo", cancellationToken);
        if (await scope.ServiceProvider.GetRequiredService<LoadSeed>().RunAsync(new SeedFiles(Folder), cancellationToken))
            await output.WriteLineAsync("The seed content is loaded.");
        var (demoPassword, signIns) = await scope.ServiceProvider.GetRequiredService<DemoPeople>().PrepareAsync(password, cancellationToken);
        await output.WriteLineAsync("Demo people, all with the password below; never use --demo on a hub that holds real content:");
        foreach (var signIn in signIns) await output.WriteLineAsync($"  {signIn.Email,-26} {signIn.Name}");
        await output.WriteLineAsync($"  password: {demoPassword}");
    }
}
