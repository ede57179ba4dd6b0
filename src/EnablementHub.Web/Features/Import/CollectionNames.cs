namespace EnablementHub.Features.Import;

/// <summary>What a collection may be called: one folder of the library's tree.</summary>
public static class CollectionNames
{
    public static string Clean(string name)
    {
        var text = string.Join(' ', new string([.. name.Where(character => !char.IsControl(character) && character is not ('/' or '\\'))]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');
        return text.Length <= ImportedFile.MaxCollectionLength ? text : text[..ImportedFile.MaxCollectionLength].Trim();
    }
}
