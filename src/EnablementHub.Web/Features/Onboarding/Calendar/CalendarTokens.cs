using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace EnablementHub.Features.Onboarding.Calendar;

/// <summary>Calendars fetch without signing in, so the address itself carries whose days it shows, signed.</summary>
public sealed class CalendarTokens(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("EnablementHub.Onboarding.Calendar.v1");

    public string Address(int personId) => $"/onboarding/calendar/{_protector.Protect(personId.ToString(CultureInfo.InvariantCulture))}.ics";

    /// <summary>Null: not one of ours.</summary>
    public int? Read(string token)
    {
        try
        {
            return int.Parse(_protector.Unprotect(token), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
