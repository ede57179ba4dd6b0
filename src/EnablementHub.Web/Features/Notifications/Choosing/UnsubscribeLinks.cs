using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace EnablementHub.Features.Notifications.Choosing;

/// <summary>Addresses by which a person ends mails without signing in. They never run out: a mail may be opened years later.</summary>
public sealed class UnsubscribeLinks(IDataProtectionProvider protection)
{
    private const int MaxTokenLength = 1_000;
    private readonly IDataProtector _protector = protection.CreateProtector("EnablementHub.Unsubscribe.v1");

    public string PathFor(int personId) =>
        $"{UnsubscribeController.Path}?token={WebEncoders.Base64UrlEncode(_protector.Protect(Encoding.UTF8.GetBytes(personId.ToString(CultureInfo.InvariantCulture))))}";

    /// <summary>Whose mails the token ends; null when it is forged or cut off.</summary>
    public int? Read(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > MaxTokenLength) return null;
        try
        {
            return int.Parse(Encoding.UTF8.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(token))), CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
