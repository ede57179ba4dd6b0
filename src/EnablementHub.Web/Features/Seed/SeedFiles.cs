using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.Configuration.Attributes;
using EnablementHub.Features.Library;
using EnablementHub.Features.Seed.Learning;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace EnablementHub.Features.Seed;

/// <summary>Reads a seed folder as its README describes it. Knows files only, no database.</summary>
public sealed class SeedFiles(string folder)
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();

    private static readonly (string Folder, ItemKind Kind)[] Kinds =
    [
        ("clips", ItemKind.Clip),
        ("training", ItemKind.TrainingVideo),
        ("playbooks", ItemKind.Playbook),
        ("templates", ItemKind.Template),
        ("documents", ItemKind.Document),
        ("links", ItemKind.Link),
    ];

    public string Folder { get; } = folder;

    public SeedHub ReadHub() => ReadYaml<SeedHub>("hub.yaml");

    public SeedUsage ReadUsage() => File.Exists(Path.Combine(Folder, "usage.yaml")) ? ReadYaml<SeedUsage>("usage.yaml") : new SeedUsage();

    public SeedPlaylists ReadPlaylists() => File.Exists(Path.Combine(Folder, "playlists.yaml")) ? ReadYaml<SeedPlaylists>("playlists.yaml") : new SeedPlaylists();

    public SeedFollows ReadFollows() => File.Exists(Path.Combine(Folder, "follows.yaml")) ? ReadYaml<SeedFollows>("follows.yaml") : new SeedFollows();

    public IReadOnlyList<SeedPerson> ReadPeople()
    {
        var path = Path.Combine(Folder, "people.csv");
        try
        {
            using var reader = new StreamReader(path);
            using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
            return [.. csv.GetRecords<SeedPerson>()];
        }
        catch (CsvHelperException error)
        {
            throw new SeedException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>The quizzes, in the order of their file names.</summary>
    public IReadOnlyList<(string File, SeedQuiz Quiz)> ReadQuizzes()
    {
        var folder = Path.Combine(Folder, "quizzes");
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(file => (file, ReadYaml<SeedQuiz>(Path.Combine("quizzes", Path.GetFileName(file)))))];
    }

    /// <summary>The checklists for new people, in the order of their file names.</summary>
    public IReadOnlyList<(string File, SeedChecklist Checklist)> ReadChecklists() => ReadAll<SeedChecklist>("onboarding");

    public IReadOnlyList<(string File, SeedCertification Certification)> ReadCertifications() => ReadAll<SeedCertification>("certifications");

    /// <summary>Courses, exercises, sessions and assignments; they may name each other across files.</summary>
    public IReadOnlyList<(string File, SeedTraining Training)> ReadTraining() => ReadAll<SeedTraining>("training");

    /// <summary>Coaching plans, what coaches wrote, and praise.</summary>
    public IReadOnlyList<(string File, SeedCoaching Coaching)> ReadCoaching() => ReadAll<SeedCoaching>("team");

    /// <summary>All items, in the order of kind and key, so that every load gives the same numbers.</summary>
    public IReadOnlyList<SeedItem> ReadItems() =>
        [.. from pair in Kinds
            let path = Path.Combine(Folder, pair.Folder)
            where Directory.Exists(path)
            from file in Directory.EnumerateFiles(path, "*.md").Order(StringComparer.Ordinal)
            select ReadItem(file, pair.Kind)];

    private static SeedItem ReadItem(string file, ItemKind kind)
    {
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        const string Fence = "---\n";
        var end = text.IndexOf("\n" + Fence, StringComparison.Ordinal);
        if (!text.StartsWith(Fence, StringComparison.Ordinal) || end < 0)
            throw new SeedException($"{file}: begin with front matter between two lines of ---.");
        SeedFrontMatter front;
        try
        {
            front = Yaml.Deserialize<SeedFrontMatter>(text[Fence.Length..(end + 1)]);
        }
        catch (YamlException error)
        {
            throw new SeedException($"{file}, line {error.Start.Line + 1}: {error.InnerException?.Message ?? error.Message}", error);
        }

        return new SeedItem(Path.GetFileNameWithoutExtension(file), kind, file, front, text[(end + 1 + Fence.Length)..].Trim());
    }

    private IReadOnlyList<(string File, T Content)> ReadAll<T>(string folder)
    {
        var path = Path.Combine(Folder, folder);
        if (!Directory.Exists(path)) return [];
        return [.. Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal).Select(file => (file, ReadYaml<T>(Path.Combine(folder, Path.GetFileName(file)))))];
    }

    private T ReadYaml<T>(string name)
    {
        var path = Path.Combine(Folder, name);
        try
        {
            return Yaml.Deserialize<T>(File.ReadAllText(path));
        }
        catch (YamlException error)
        {
            throw new SeedException($"{path}, line {error.Start.Line}: {error.InnerException?.Message ?? error.Message}", error);
        }
    }
}

/// <param name="Key">The file's name without ending; links between items use it.</param>
/// <param name="Body">Markdown with links such as <c>item:KEY</c>.</param>
public sealed record SeedItem(string Key, ItemKind Kind, string File, SeedFrontMatter Front, string Body)
{
    /// <summary>The recording or document: the one that is named, else the one beside the file with the same name.</summary>
    public string? MediaPath => Front.Media is { } name ? Beside(name) : Beside(Key + ".mp4") ?? Beside(Key + ".m4a") ?? Beside(Key + ".mp3") ?? Beside(Key + ".webm")
        ?? Beside(Key + ".pdf") ?? Beside(Key + ".docx") ?? Beside(Key + ".pptx") ?? Beside(Key + ".xlsx");

    public string? CaptionsPath => Front.Captions is { } name ? Beside(name) : Beside(Key + ".vtt") ?? Beside(Key + ".srt");

    private string? Beside(string name)
    {
        var path = Path.Combine(Path.GetDirectoryName(File)!, name);
        return System.IO.File.Exists(path) ? path : null;
    }
}

public sealed class SeedPerson
{
    [Name("email")] public required string Email { get; init; }
    [Name("name")] public required string Name { get; init; }
    [Name("roles")] public required string Roles { get; init; }
    [Name("teams")] public required string Teams { get; init; }
    [Name("time-zone")] public string TimeZone { get; init; } = "";
    [Name("started")] public string Started { get; init; } = "";
}
