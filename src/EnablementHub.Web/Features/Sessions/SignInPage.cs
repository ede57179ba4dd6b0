using System.ComponentModel.DataAnnotations;

namespace EnablementHub.Features.Sessions;

public sealed record SignInPage
{
    public const string WrongPair = "That e-mail address and password don't belong together. Check both, or reset your password.";

    [Required, StringLength(256)]
    public string? Email { get; init; }

    [Required, StringLength(256)]
    public string? Password { get; init; }

    public string? ReturnUrl { get; init; }
    public string? Error { get; init; }
}
