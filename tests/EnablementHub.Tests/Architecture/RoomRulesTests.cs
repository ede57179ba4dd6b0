using System.Text.RegularExpressions;
using EnablementHub.Tests.Support;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Tests.Architecture;

/// <summary>Holds the walls of the house. The table is the product map: who may use whom.</summary>
public sealed partial class RoomRulesTests
{
    private static readonly Dictionary<string, string[]> Uses = new(StringComparer.Ordinal)
    {
        ["Admin"] = ["Library", "People", "Search", "Clips", "Seed", "Sessions", "Shared"],
        ["Api"] = ["Clips", "Library", "People", "Search", "Taxonomy", "Usage"],
        ["Approvals"] = ["Library", "People", "Clips", "Playbooks", "Taxonomy", "Studio", "Shared", "Notifications"],
        ["Archiving"] = ["Library", "People", "Shared", "Notifications"],
        ["Certification"] = ["Learning", "Library", "Notifications", "People", "Shared", "Studio"],
        ["Clips"] = ["Library", "Links", "People", "Usage", "Shared", "Taxonomy", "Approvals"],
        ["Coaching"] = ["Certification", "Learning", "Library", "Notifications", "Onboarding", "People", "Quizzes", "Shared", "Training"],
        ["Duplicates"] = ["Learning", "Library", "Links", "Notifications", "People", "Shared", "Usage"],
        ["Home"] = ["Coaching", "Onboarding", "Training", "Library", "People", "Search", "Usage", "Clips", "Shared", "Studio"],
        ["Insights"] = ["Learning", "Library", "Search", "Shared", "Taxonomy", "Usage"],
        ["Learning"] = ["Library", "People", "Search", "Shared", "Usage"],
        ["Library"] = ["Certification", "Clips", "Insights", "Links", "People", "Taxonomy", "Usage", "Shared", "Playbooks", "Approvals"],
        ["Import"] = ["Clips", "Library", "Links", "People", "Playbooks", "Shared", "Studio", "Taxonomy"],
        ["Links"] = ["Library", "Notifications", "People", "Shared"],
        ["Notifications"] = ["Library", "People", "Search", "Sessions", "Shared", "Taxonomy"],
        ["Onboarding"] = ["Learning", "Library", "Notifications", "People", "Shared", "Usage"],
        ["People"] = ["Shared", "Sessions", "Library"],
        ["Playbooks"] = ["Library", "Clips", "People", "Shared"],
        ["Playlists"] = ["Library", "People", "Shared"],
        ["Quizzes"] = ["Library", "Clips", "Learning", "Notifications", "People", "Shared"],
        ["Reviews"] = ["Library", "People", "Taxonomy", "Usage", "Notifications", "Shared"],
        ["Search"] = ["Library", "Clips", "People", "Taxonomy", "Usage", "Shared"],
        ["Seed"] = ["Library", "Clips", "People", "Taxonomy", "Usage", "Studio", "Onboarding", "Learning", "Quizzes", "Training", "Certification", "Notifications", "Coaching", "Playlists"],
        ["Shared"] = [],
        ["Sessions"] = ["People", "Shared", "Tokens"],
        ["Studio"] = ["Certification", "Library", "Clips", "Links", "People", "Taxonomy", "Shared", "Playbooks", "Approvals"],
        ["Taxonomy"] = ["Shared", "Library", "People"],
        ["Tokens"] = ["People", "Sessions", "Shared"],
        ["Training"] = ["Clips", "Learning", "Library", "Notifications", "People", "Quizzes", "Shared", "Taxonomy", "Usage"],
        ["Usage"] = ["Library", "People", "Clips", "Shared"],
    };

    [Fact]
    public void Rooms_UseOnlyTheRoomsThatTheMapAllows()
    {
        var broken = from file in SourceTree.Files(Path.Combine(SourceTree.Web, "Features"), ".cs", ".cshtml", ".razor")
                     let room = file.Split('/')[0]
                     where file.Contains('/', StringComparison.Ordinal)
                     from other in RoomsUsed(Path.Combine(SourceTree.Web, "Features", file))
                     where other != room && !(Uses.TryGetValue(room, out var allowed) && allowed.Contains(other))
                     select $"{file} uses {other}";
        Assert.Empty(broken);
    }

    [Fact]
    public void Platform_UsesNoRoom()
    {
        var broken = from file in SourceTree.Files(Path.Combine(SourceTree.Web, "Platform"), ".cs")
                     from other in RoomsUsed(Path.Combine(SourceTree.Web, "Platform", file))
                     select $"{file} uses {other}";
        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("using Lucene.Net", "Features/Search/Engine/")]
    [InlineData("using Azure.", "Platform/Storage/")]
    [InlineData("UseSqlite(", "Data/")]
    [InlineData("UseSqlServer(", "Data/")]
    [InlineData("BeginTransaction", "Data/UnitOfWork.cs")]
    public void Libraries_StayBehindTheirSeam(string text, string allowed)
    {
        var broken = SourceTree.Files(SourceTree.Web, ".cs")
            .Where(file => !file.StartsWith(allowed, StringComparison.Ordinal) && File.ReadAllText(Path.Combine(SourceTree.Web, file)).Contains(text, StringComparison.Ordinal));
        Assert.Empty(broken);
    }

    /// <summary>Text becomes markup in one place, after it was made safe; the other one writes an icon of ours.</summary>
    [Fact]
    public void Markup_ComesFromTheRendererOnly()
    {
        var broken = SourceTree.Files(SourceTree.Web, ".cs", ".cshtml", ".razor")
            .Where(file => file != "Features/Library/Reading/ItemWords.cs" && RawMarkup().IsMatch(File.ReadAllText(Path.Combine(SourceTree.Web, file))));
        Assert.Empty(broken);
    }

    [Fact]
    public void Clock_IsTheTimeProviderOnly()
    {
        var broken = SourceTree.Files(SourceTree.Root, ".cs", ".cshtml", ".razor")
            .Where(file => Clock().IsMatch(File.ReadAllText(Path.Combine(SourceTree.Root, file))));
        Assert.Empty(broken);
    }

    [Fact]
    public void Controllers_SitInARoom()
    {
        var homeless = typeof(HubApplication).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ControllerBase)) && type.Namespace?.StartsWith("EnablementHub.Features.", StringComparison.Ordinal) != true)
            .Select(type => type.FullName);
        Assert.Empty(homeless);
    }

    [Fact]
    public void Views_SitInARoom()
    {
        var homeless = SourceTree.Files(SourceTree.Web, ".cshtml", ".razor").Where(file => !file.StartsWith("Features/", StringComparison.Ordinal));
        Assert.Empty(homeless);
    }

    [Fact]
    public void Namespaces_AreNeverNamedLikeAClassInThem()
    {
        var broken = typeof(HubApplication).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("EnablementHub.", StringComparison.Ordinal) == true && type.Namespace.Split('.').Contains(type.Name, StringComparer.Ordinal))
            .Select(type => type.FullName);
        Assert.Empty(broken);
    }

    [Fact]
    public void Namespaces_AreNeverNamedLikeAMemberOfAController()
    {
        var members = typeof(Controller).GetMembers().Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        var broken = typeof(HubApplication).Assembly.GetTypes()
            .SelectMany(type => type.Namespace?.StartsWith("EnablementHub.", StringComparison.Ordinal) == true ? type.Namespace.Split('.') : [])
            .Distinct(StringComparer.Ordinal).Where(members.Contains);
        Assert.Empty(broken);
    }

    [Fact]
    public void Files_StayBelowThreeHundredLines()
    {
        var broken = SourceTree.Files(Path.Combine(SourceTree.Root, "src"), ".cs", ".cshtml", ".razor", ".mjs", ".css")
            .Select(file => (file, lines: File.ReadLines(Path.Combine(SourceTree.Root, "src", file)).Count()))
            .Where(entry => entry.lines > 300).Select(entry => $"{entry.file}: {entry.lines} lines");
        Assert.Empty(broken);
    }

    [Fact]
    public void Tests_SitAtThePathOfWhatTheyTest()
    {
        var tests = Path.Combine(SourceTree.Root, "tests", "EnablementHub.Tests");
        var homeless = SourceTree.Files(tests, ".cs")
            .Where(file => !file.StartsWith("Support/", StringComparison.Ordinal) && !file.StartsWith("Architecture/", StringComparison.Ordinal))
            .Where(file => Path.GetDirectoryName(file) is { Length: > 0 } folder && !Directory.Exists(Path.Combine(SourceTree.Web, folder)));
        Assert.Empty(homeless);
    }

    private static IEnumerable<string> RoomsUsed(string file) =>
        RoomUse().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"EnablementHub\.Features\.(\w+)")]
    private static partial Regex RoomUse();

    [GeneratedRegex(@"Html\.Raw\(|new HtmlString\(|\(MarkupString\)")]
    private static partial Regex RawMarkup();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b")]
    private static partial Regex Clock();
}
