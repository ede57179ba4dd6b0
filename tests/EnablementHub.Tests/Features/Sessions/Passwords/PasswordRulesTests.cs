using System.Buffers.Binary;
using EnablementHub.Features.People;
using EnablementHub.Features.Sessions.Passwords;
using EnablementHub.Platform.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Sessions.Passwords;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("lentils under the bridge")]
    [InlineData("blaue Wolken über Riga")]
    [InlineData("тихая вода точит камень")]
    [InlineData("7hG!2kd9_xPq")]
    [InlineData("831947260518")]
    public void Password_ThatIsHardToGuess_IsTaken(string password) => Assert.Null(PasswordRules.Refusal(password, "Rita Rep", "rita.rep@hub.example"));

    [Theory]
    [InlineData("short")]
    [InlineData("elevenchars")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("ababababababab")]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("passwordpassword")]
    [InlineData("p a s s w o r d 1 2")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３４")]
    [InlineData("qwertyuiop1234")]
    [InlineData("1234567890123")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("iloveyou!!!!2026")]
    [InlineData("Summer2026!!!!")]
    [InlineData("RitaRep2026!")]
    [InlineData("rita.rep@hub.example")]
    public void Password_ThatIsGuessedFirst_IsRefusedWithASentence(string password)
    {
        var refusal = PasswordRules.Refusal(password, "Rita Rep", "rita.rep@hub.example");
        Assert.NotNull(refusal);
        Assert.EndsWith(".", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Password_OfTenThousandCharacters_IsRefusedQuickly() => Assert.NotNull(PasswordRules.Refusal(new string('x', 10_000) + "abc", "", ""));

    [Fact]
    public async Task Hashes_TakeTwoHundredAndTenThousandRoundsOfSha512()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));
        await using var app = HubApplication.Create(new HubArguments { Data = folder });
        await using var scope = app.Services.CreateAsyncScope();
        var hash = Convert.FromBase64String(scope.ServiceProvider.GetRequiredService<IPasswordHasher<Person>>().HashPassword(new Person { DisplayName = "" }, "correct horse battery"));
        Directory.Delete(folder, recursive: true);

        // Version 3: marker, pseudo-random function (2 = HMAC-SHA512), rounds, salt length.
        Assert.Equal(1, hash[0]);
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.True(BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)) >= 210_000);
    }
}
