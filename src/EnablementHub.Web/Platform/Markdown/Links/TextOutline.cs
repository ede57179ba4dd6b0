namespace EnablementHub.Platform.Markdown.Links;

/// <param name="Elements">What is neither a link nor plain words, in reading order.</param>
/// <param name="Words">What each block says to a reader, and where it stands.</param>
internal sealed record TextOutline(IReadOnlyList<(Type Type, int Line, string Detail)> Elements, IReadOnlyList<(TextStretch Place, string Words)> Words)
{
    /// <param name="other">The text after its links were changed.</param>
    /// <param name="changed">Links whose words were to change with them: what their blocks say differs.</param>
    internal bool IsSameAs(TextOutline other, IReadOnlyCollection<TextLink> changed) =>
        Elements.SequenceEqual(other.Elements)
        && Words.Count == other.Words.Count
        && Words.Zip(other.Words).All(pair => pair.First.Words == pair.Second.Words || changed.Any(link => link.Whole.Start >= pair.First.Place.Start && link.Whole.End <= pair.First.Place.End));
}
