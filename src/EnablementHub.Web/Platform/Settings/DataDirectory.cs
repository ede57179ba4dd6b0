using EnablementHub.Platform.Hosting;

namespace EnablementHub.Platform.Settings;

/// <summary>The one place on disk where a hub keeps everything.</summary>
public sealed class DataDirectory(string root)
{
    private const string NodePrefix = "node-";

    public string Root { get; } = Path.GetFullPath(root);
    public string DatabaseFile => Path.Combine(Root, "hub.db");
    public string SettingsFile => Path.Combine(Root, "hub.json");
    public string StoreFolder => Path.Combine(Root, "store");
    public string IndexFolder => Path.Combine(Root, "index");

    /// <summary>Each node writes an index of its own, so nodes that share this directory need a name each.</summary>
    public string IndexFolderOf(string? node) => node is null ? IndexFolder : Path.Combine(IndexFolder, NodePrefix + node);

    /// <summary>Those of every node that has ever worked here.</summary>
    public IEnumerable<string> IndexFolders() => Directory.Exists(IndexFolder) ? Directory.EnumerateDirectories(IndexFolder, NodePrefix + "*").Prepend(IndexFolder) : [];

    public string MailFolder => Path.Combine(Root, "mail");
    public string KeysFolder => Path.Combine(Root, "keys");

    /// <summary>Creates it on first use, readable by its owner alone.</summary>
    /// <exception cref="WrongSettingException">It can't be created.</exception>
    public void Create()
    {
        if (File.Exists(Root)) throw new WrongSettingException($"--data {Root}: that is a file. Name a folder; it is created on first start.");
        try
        {
            CreateFolders();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WrongSettingException($"--data {Root}: the hub can't create this folder, or what it needs in it. Name one that this user may write to.", error);
        }
    }

    private void CreateFolders()
    {
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var folder in new[] { Root, StoreFolder, IndexFolder, MailFolder, KeysFolder })
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, mode);
        }
    }
}
