using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform.Hosting;

/// <summary>Exit codes of every verb.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>The work was tried and failed, or a check found something.</summary>
    public const int Failed = 1;

    /// <summary>The arguments or settings are wrong; nothing was done.</summary>
    public const int WrongUse = 2;
}

/// <summary>Options that every verb has, and the one way to run a verb's work.</summary>
public static class HubVerbs
{
    public static Option<string> DataOption() => new("--data")
    {
        Description = "Folder of the hub's database, store, index, mails and keys; created on first start.",
        HelpName = "DIR",
        DefaultValueFactory = _ => HubArguments.DefaultData,
    };

    public static Option<string[]> SettingOption() => new("--set")
    {
        Description = "A setting as Section:Name=value; may be given several times. Wins over HUB_… variables and hub.json.",
        HelpName = "SETTING",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Turns expected failures into one sentence on standard error and an exit code.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (WrongSettingException error)
        {
            await Console.Error.WriteLineAsync($"hub: {error.Message}");
            return ExitCode.WrongUse;
        }
        catch (OptionsValidationException error)
        {
            foreach (var failure in error.Failures) await Console.Error.WriteLineAsync($"hub: {Sentence(failure)}");
            return ExitCode.WrongUse;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DbException or DbUpdateException or RetryLimitExceededException)
        {
            await Console.Error.WriteLineAsync($"hub: {HubConfiguration.Innermost(error).Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("hub: stopped before the work was done.");
            return ExitCode.Failed;
        }
    }

    /// <summary>The validator puts the class and member in front of our sentence; the operator needs the sentence.</summary>
    private static string Sentence(string failure)
    {
        const string Marker = "with the error: '";
        var at = failure.IndexOf(Marker, StringComparison.Ordinal);
        return at < 0 ? failure : failure[(at + Marker.Length)..].TrimEnd('.', '\'') + ".";
    }
}
