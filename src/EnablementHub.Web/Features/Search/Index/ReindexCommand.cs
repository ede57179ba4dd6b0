using System.CommandLine;
using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Engine.Stores;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Search.Index;

/// <summary><c>hub reindex</c>: does the work itself, or has the server do it that holds the index.</summary>
public static class ReindexCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>A server that shows no sign of life for this long is not going to do it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var data = HubVerbs.DataOption();
        var settings = HubVerbs.SettingOption();
        var command = new Command("reindex", "Build the search index anew from the database. Beside a running server the server does it, and goes on serving the old index meanwhile.") { data, settings };
        command.SetAction((parsed, cancellationToken) => RunAsync(new HubArguments { Data = parsed.GetValue(data)!, Settings = parsed.GetValue(settings)! }, cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(HubArguments arguments, CancellationToken cancellationToken)
    {
        var directory = new DataDirectory(arguments.Data);
        return HubTools.RunAsync(arguments, (services, token) => RunAsync(services, directory, token), cancellationToken);
    }

    private static async Task<int> RunAsync(IServiceProvider services, DataDirectory directory, CancellationToken cancellationToken)
    {
        // Whoever works on this directory builds its own index; one that nobody holds is built here.
        List<string> held = [.. directory.IndexFolders().Where(StoredEngine.IsHeld)];
        var engine = held.Count == 0 ? OpenHere(services) : null;
        if (engine is null) return await AskServersAsync(services, held is [] ? [directory.IndexFolderOf(services.GetRequiredService<IOptions<NodeOptions>>().Value.Name)] : held, cancellationToken);
        var source = services.GetRequiredService<IndexSource>();
        var watermark = await source.NewestChangeAsync(cancellationToken);
        var total = await source.CountAsync(cancellationToken);
        try
        {
            await engine.RebuildAsync(source.StreamAsync(cancellationToken), watermark, new Progress(total), cancellationToken);
        }
        catch (IndexWriteException error)
        {
            await Console.Error.WriteLineAsync($"hub: {error.Message} The old index stays as it was.");
            return ExitCode.Failed;
        }

        Progress.Done(engine.Items);
        return ExitCode.Done;
    }

    /// <summary>The engine, or null while a server holds its directory.</summary>
    private static ISearchEngine? OpenHere(IServiceProvider services)
    {
        try
        {
            return services.GetRequiredService<ISearchEngine>();
        }
        catch (WrongSettingException error) when (error.InnerException is IndexHeldException)
        {
            return null;
        }
    }

    private static async Task<int> AskServersAsync(IServiceProvider services, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var time = services.GetRequiredService<TimeProvider>();
        long asked;
        await using (var database = await services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync(cancellationToken))
        {
            var row = new ChangeRow { ItemId = ChangeRow.Everything, At = time.GetUtcNow() };
            database.Changes.Add(row);
            await database.SaveChangesAsync(cancellationToken);
            asked = database.PositionOf(row);
        }

        Console.WriteLine(folders.Count == 1
            ? "A server works on this data directory: it builds the index, and serves the old one meanwhile."
            : $"{folders.Count} nodes work on this data directory: each builds its index, and serves the old one meanwhile.");
        foreach (var folder in folders)
        {
            if (await WaitAsync(folder, asked, time, cancellationToken) is { } problem)
            {
                await Console.Error.WriteLineAsync(problem);
                return ExitCode.Failed;
            }
        }

        return ExitCode.Done;
    }

    /// <returns>What went wrong, or null once the index is built.</returns>
    private static async Task<string?> WaitAsync(string folder, long asked, TimeProvider time, CancellationToken cancellationToken)
    {
        Progress? progress = null;
        IndexState? last = null;
        var lastSign = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(Look, time, cancellationToken);
            var state = IndexStatus.Read(folder);
            if (state is not null && state != last) lastSign = time.GetTimestamp();
            last = state ?? last;
            if (state is { IsRebuilding: true }) (progress ??= new Progress(state.ItemsToRebuild)).Report(state.RebuiltItems);
            if (state is { IsRebuilding: false } && state.Watermark >= asked)
            {
                Progress.Done(state.Items);
                return null;
            }

            if (time.GetElapsedTime(lastSign) < Patience) continue;
            return last?.Error is { } error
                ? $"hub: the server could not build the index: {error}"
                : "hub: the server does not answer. It builds the index as soon as it goes on.";
        }
    }

    private sealed class Progress(int total) : IProgress<int>
    {
        private int _told = -1;

        public void Report(int value)
        {
            if (value == _told) return;
            _told = value;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value:N0} of about {total:N0} items"));
        }

        public static void Done(int items) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The search index is built: {items:N0} items."));
    }
}
