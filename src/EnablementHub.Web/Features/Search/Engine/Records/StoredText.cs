namespace EnablementHub.Features.Search.Engine.Records;

/// <summary>The texts of one item as they are shown, read for shown hits only.</summary>
internal sealed record StoredText(string Language, string Title, string Summary, string Body, IReadOnlyList<IndexedCue> Cues)
{
    public static void Write(IndexedItem item, BlobWriter blob)
    {
        blob.Clear();
        blob.Write(item.Language);
        blob.Write(Plain(item.Title));
        blob.Write(Plain(item.Summary));
        blob.Write(Plain(item.Body));
        blob.Write(item.Cues.Count);
        foreach (var cue in item.Cues)
        {
            blob.Write(cue.Start);
            blob.Write(cue.End);
            blob.Write(Plain(cue.Speaker));
            blob.Write(Plain(cue.Text));
        }
    }

    public static StoredText Read(ReadOnlySpan<byte> bytes)
    {
        var blob = new BlobReader(bytes);
        var (language, title, summary, body) = (blob.ReadString(), blob.ReadString(), blob.ReadString(), blob.ReadString());
        var cues = new List<IndexedCue>();
        for (var left = blob.ReadInt(); left > 0; left--)
        {
            cues.Add(new IndexedCue(blob.ReadDouble(), blob.ReadDouble(), blob.ReadString(), blob.ReadString()));
        }

        return new StoredText(language, title, summary, body, cues);
    }

    /// <summary>Control characters have no place in shown text, and two of them mark words.</summary>
    public static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001F'))
        {
            return text;
        }

        return string.Create(text.Length, text, static (target, source) =>
        {
            for (var at = 0; at < target.Length; at++)
            {
                target[at] = source[at] < ' ' && source[at] != '\n' ? ' ' : source[at];
            }
        });
    }
}
