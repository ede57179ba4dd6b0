namespace EnablementHub.Platform.Media.Sniffing;

public enum ContentKind
{
    Video,
    Audio,
    Document,
    Image,
}

/// <summary>What a file is by its bytes. Either all of kind, type and extension are set, or the refusal is.</summary>
/// <param name="ContentType">The one under which the hub serves it.</param>
/// <param name="Extension">With its point, in lower case.</param>
/// <param name="Refusal">A sentence for the person who sent the file.</param>
public sealed record ContentVerdict(ContentKind? Kind, string? ContentType, string? Extension, string? Refusal)
{
    public bool IsAccepted => Refusal is null;

    /// <summary>Refused because nothing about it was recognised: whoever asked can say what they take.</summary>
    public bool IsUnknown { get; private init; }

    internal static ContentVerdict Accept(ContentKind kind, string contentType, string extension) => new(kind, contentType, extension, null);

    internal static ContentVerdict Unknown() => new(null, null, null, "This kind of file is not known.") { IsUnknown = true };

    internal static ContentVerdict Refuse(string sentence) => new(null, null, null, sentence);
}
