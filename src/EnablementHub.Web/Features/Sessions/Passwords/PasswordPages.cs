using System.ComponentModel.DataAnnotations;

namespace EnablementHub.Features.Sessions.Passwords;

public sealed record ForgottenPasswordPage
{
    [Required, StringLength(256)]
    public string? Email { get; init; }

    public string? Error { get; init; }
    public bool IsAsked { get; init; }
}

public sealed record ChoosePasswordPage
{
    public string? Token { get; init; }
    public string? Password { get; init; }
    public string? Repeat { get; init; }
    public string? Error { get; init; }

    /// <summary>Whose password it is; empty when the link no longer works.</summary>
    public string Name { get; init; } = "";

    public string Email { get; init; } = "";
}
