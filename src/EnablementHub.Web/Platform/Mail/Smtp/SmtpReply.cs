namespace EnablementHub.Platform.Mail.Smtp;

/// <summary>What the server answered: a number of three digits and its lines of text.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsDone => Code is >= 200 and < 300;

    public bool GoesOn => Code is >= 300 and < 400;

    public bool IsLasting => Code >= 500;

    /// <summary>Whether the server named this capability; words after it are its values.</summary>
    public bool Names(string capability, string? value = null) => Lines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Any(words =>
        words.Length > 0 && words[0].Equals(capability, StringComparison.OrdinalIgnoreCase) && (value is null || words.Skip(1).Contains(value, StringComparer.OrdinalIgnoreCase)));

    public override string ToString() => $"{Code} {string.Join(' ', Lines)}".Trim();
}
