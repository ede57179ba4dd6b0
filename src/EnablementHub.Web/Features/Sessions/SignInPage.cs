using System.ComponentModel.DataAnnotations;

namespace EnablementHub.Features.Sessions;

public sealed record SignInPage
{
    /// <summary>One sentence for every failure: it must not tell who has a sign-in or who is locked out.</summary>
    public const string Refused = "That e-mail address and password don't belong together, or there were too many attempts. Check both, wait ten minutes, or choose a new password.";

    public const string PasswordSet = "password-set";
    public const string SignedOut = "signed-out";

    [Required, StringLength(256)]
    public string? Email { get; init; }

    [Required, StringLength(256)]
    public string? Password { get; init; }

    public string? ReturnUrl { get; init; }
    public string? Error { get; init; }
    public string? Notice { get; init; }

    /// <summary>The hub has no people yet, so nobody can sign in.</summary>
    public bool NeedsSetUp { get; init; }

    public string? NoticeText => Notice switch
    {
        PasswordSet => "Your password is saved. Sign in with it.",
        SignedOut => "You are signed out.",
        _ => null,
    };
}

/// <summary>The first administrator, on the first start.</summary>
public sealed record SetUpPage
{
    public string? Token { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Password { get; init; }
    public string? Repeat { get; init; }
    public string? Error { get; init; }

    /// <summary>The field that the error is about; null: the link itself.</summary>
    public string? ErrorField { get; init; }
    public bool IsOpen { get; init; }

    public string? ErrorOf(string field) => field == ErrorField ? Error : null;
}
