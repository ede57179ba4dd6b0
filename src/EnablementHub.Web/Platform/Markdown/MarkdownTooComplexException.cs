namespace EnablementHub.Platform.Markdown;

/// <summary>The text would take too long to render (400). The message is a sentence for the person who wrote it.</summary>
public sealed class MarkdownTooComplexException(string message, Exception? innerException = null) : Exception(message, innerException);
