using EnablementHub.Features.Library;

namespace EnablementHub.Features.Clips.Attaching;

/// <summary>Names that senders give their files: shown and offered again for download, never used as a path.</summary>
internal static class FileNames
{
    private const string Nameless = "file";

    public static string Clean(string? fileName)
    {
        var name = fileName ?? "";
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = new string([.. name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('"' or '<' or '>' or '|' or ':' or '*' or '?'))]).Trim(' ', '.');
        if (name.Length == 0) return Nameless;
        if (name.Length <= MediaFile.MaxNameLength) return name;
        var extension = Path.GetExtension(name);
        return extension.Length is > 0 and < 12 ? name[..(MediaFile.MaxNameLength - extension.Length)] + extension : name[..MediaFile.MaxNameLength];
    }

    /// <summary>A name without an extension gets the one of what the file is.</summary>
    public static string WithExtension(string name, string extension) =>
        Path.HasExtension(name) || name.Length + extension.Length > MediaFile.MaxNameLength ? name : name + extension;

    public static string Note(string verb, string name)
    {
        var note = $"{verb} {name}";
        return note.Length <= ItemVersion.MaxNoteLength ? note : note[..ItemVersion.MaxNoteLength];
    }
}
