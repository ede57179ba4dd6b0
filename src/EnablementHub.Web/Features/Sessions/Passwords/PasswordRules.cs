using System.Text;
using EnablementHub.Features.People;
using Microsoft.AspNetCore.Identity;

namespace EnablementHub.Features.Sessions.Passwords;

/// <summary>Long, not common, not about the person. No rules of composition: those make passwords worse.</summary>
public sealed class PasswordRules : IPasswordValidator<Person>
{
    public const int MinLength = 12;
    public const int MaxLength = 256;
    public const string Hint = "At least 12 characters. A few words in a row are easy to remember and hard to guess.";

    /// <summary>What must remain of a password once the person's own name and address are taken out.</summary>
    private const int MinImpersonal = 8;

    private static readonly HashSet<string> Common = ReadCommon();

    private static readonly string[] Rows =
    [
        "12345678901234567890", "abcdefghijklmnopqrstuvwxyzabcdefghijkl", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujm",
    ];

    private static readonly string[] Walks = [.. Rows, .. Rows.Select(row => new string([.. row.Reverse()]))];

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) =>
        Task.FromResult(Refusal(password ?? "", user.DisplayName, user.Email ?? "") is { } sentence
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = sentence })
            : IdentityResult.Success);

    /// <summary>Why this password won't do, as a sentence; null when it will.</summary>
    public static string? Refusal(string password, string name, string email)
    {
        var length = password.EnumerateRunes().Count();
        if (length < MinLength) return $"Use at least {MinLength} characters; this has {length}. A few words in a row are easy to remember.";
        if (length > MaxLength) return $"Use at most {MaxLength} characters.";
        var folded = password.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        if (folded.EnumerateRunes().Distinct().Count() < 4) return "That repeats very few characters. Choose something harder to guess.";
        if (IsCommon(folded)) return "That is one of the passwords tried first, with a small change. Choose something harder to guess.";
        if (IsPersonal(folded, name, email)) return "That is mostly your own name or address. Choose something that isn't about you.";
        return null;
    }

    private static bool IsCommon(string folded)
    {
        var trimmed = TrimEdges(folded);
        var bare = Bare(folded);
        string[] forms = [folded, bare, TrimEdges(bare), Bare(trimmed), Bare(Unleet(trimmed)), Bare(Unleet(folded)), Unleet(TrimEdges(bare))];
        return Array.Exists(forms, form => IsGuessed(form) || IsGuessed(RepeatedPart(form)));
    }

    private static bool IsGuessed(string form) => form.Length > 0 && (Common.Contains(form) || IsWalk(form));

    private static bool IsPersonal(string folded, string name, string email)
    {
        var words = Words($"{name} {email.Replace('@', ' ')} enablement hub").ToList();
        return new[] { Bare(folded), Bare(Unleet(folded)) }.Any(form =>
            words.Exists(word => form.Contains(word, StringComparison.Ordinal))
            && words.Aggregate(form, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal)).Length < MinImpersonal);
    }

    private static IEnumerable<string> Words(string text) =>
        new string([.. text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= 3).OrderByDescending(word => word.Length);

    private static string Bare(string text) => new([.. text.Where(char.IsLetterOrDigit)]);

    private static string TrimEdges(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && !char.IsLetter(text[start])) start++;
        while (end > start && !char.IsLetter(text[end - 1])) end--;
        return text[start..end];
    }

    private static string Unleet(string text) => new([.. text.Select(letter => letter switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => letter,
    })]);

    /// <summary>"abcabcabc" → "abc"; a text that repeats nothing comes back whole.</summary>
    private static string RepeatedPart(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            var part = text[..length];
            if (text.Length % length == 0 && Enumerable.Range(0, text.Length / length).All(i => text.AsSpan(i * length, length).SequenceEqual(part))) return part;
        }

        return text;
    }

    /// <summary>Nothing but runs of neighbours on the keyboard, in the alphabet or among the digits.</summary>
    private static bool IsWalk(string text)
    {
        if (text.Length < 4) return false;
        for (var at = 0; at < text.Length;)
        {
            var longest = Walks.Max(row => CommonRun(row, text.AsSpan(at)));
            if (longest < 3) return false;
            at += longest;
        }

        return true;
    }

    private static int CommonRun(string row, ReadOnlySpan<char> text)
    {
        var best = 0;
        for (var start = row.IndexOf(text[0], StringComparison.Ordinal); start >= 0; start = row.IndexOf(text[0], start + 1))
            best = Math.Max(best, row.AsSpan(start).CommonPrefixLength(text));
        return best;
    }

    private static HashSet<string> ReadCommon()
    {
        using var reader = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#').ToHashSet(StringComparer.Ordinal);
    }
}
