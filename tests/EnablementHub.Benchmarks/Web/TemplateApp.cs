using System.Diagnostics;

namespace EnablementHub.Benchmarks.Web;

/// <summary>The framework's own empty MVC application, as <c>dotnet new mvc</c> makes it, published: nobody can have made it fast or slow for this hub.</summary>
public sealed class TemplateApp : IDisposable
{
    private const string Name = "Empty";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "hub-bench-template-" + Guid.NewGuid().ToString("N"));

    private TemplateApp()
    {
    }

    private string Published => Path.Combine(_folder, "out");

    /// <summary>Makes and publishes it; takes some seconds.</summary>
    /// <exception cref="InvalidOperationException">The SDK could not; the message has what it said.</exception>
    public static async Task<TemplateApp> MakeAsync()
    {
        var app = new TemplateApp();
        try
        {
            Directory.CreateDirectory(app._folder);

            // A folder of its own, with no package sources: the template needs none.
            await File.WriteAllTextAsync(Path.Combine(app._folder, "nuget.config"), "<configuration><packageSources><clear /></packageSources></configuration>");
            await app.DotnetAsync("new", "mvc", "--name", Name, "--output", app._folder, "--no-restore");
            await app.DotnetAsync("publish", "--configuration", "Release", "--output", app.Published, "-nodeReuse:false");
            return app;
        }
        catch
        {
            app.Dispose();
            throw;
        }
    }

    public ProcessStartInfo At(string url) => new("dotnet") { ArgumentList = { Path.Combine(Published, $"{Name}.dll"), "--urls", url }, WorkingDirectory = Published };

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private async Task DotnetAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed: {await said}{await complained}");
    }
}
