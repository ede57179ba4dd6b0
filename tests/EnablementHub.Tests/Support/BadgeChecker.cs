using System.Diagnostics;
using System.Text.Json.Nodes;

namespace EnablementHub.Tests.Support;

/// <summary>Checks badges as somebody else would: with public libraries for Node.js (jose, ajv), from what the hub publishes alone. See check-badge.mjs.</summary>
internal static class BadgeChecker
{
    public static async Task<JsonObject> CheckAsync(string badge, string keys, string statusList, DateTimeOffset at)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(SourceTree.Root, "node_modules", "jose")) && Directory.Exists(Path.Combine(SourceTree.Root, "node_modules", "ajv-formats")), "jose and ajv are not installed: run 'npm ci' in the repository's root.");
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(SourceTree.Root, "tests", "EnablementHub.Tests", "Support", "check-badge.mjs"));
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.StandardInput.WriteAsync(new JsonObject { ["badge"] = badge, ["keys"] = JsonNode.Parse(keys), ["statusList"] = statusList, ["at"] = at.ToUnixTimeSeconds() }.ToJsonString());
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await error);
            return JsonNode.Parse(await output)!.AsObject();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Checking badges needs Node.js, and there is no program 'node' on the PATH.");
            throw;
        }
    }
}
