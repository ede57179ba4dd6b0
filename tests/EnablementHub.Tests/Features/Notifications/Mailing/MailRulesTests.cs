using System.Globalization;
using EnablementHub.Features.Notifications.Mailing;

namespace EnablementHub.Tests.Features.Notifications.Mailing;

/// <summary>When a mail may go, minute by minute through days, weeks and changes of the clock.</summary>
public sealed class MailRulesTests
{
    private static readonly QuietHours Night = new(new TimeOnly(18, 0), new TimeOnly(8, 0));

    [Theory]
    [InlineData("07:59", true)]
    [InlineData("08:00", false)]
    [InlineData("17:59", false)]
    [InlineData("18:00", true)]
    [InlineData("00:00", true)]
    public void QuietHours_HoldOverMidnight(string time, bool holds) => Assert.Equal(holds, Night.Hold(At($"2026-03-10 {time}", "Etc/UTC"), Zone("Etc/UTC")));

    [Fact]
    public void QuietHours_OfEqualTimes_AreNone() => Assert.False(new QuietHours(new TimeOnly(8, 0), new TimeOnly(8, 0)).Hold(At("2026-03-10 08:00", "Etc/UTC"), Zone("Etc/UTC")));

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-29T06:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-28", "2026-03-28T07:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-25T07:00:00Z")]
    [InlineData("America/New_York", "2026-11-01", "2026-11-01T13:00:00Z")]
    [InlineData("Pacific/Auckland", "2026-04-05", "2026-04-04T20:00:00Z")]
    [InlineData("Asia/Kathmandu", "2026-03-10", "2026-03-10T02:15:00Z")]
    public void DaysMail_GoesAtTheWallsEight_AlsoWhereTheClockChanges(string zone, string day, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), Night.EndOn(DateOnly.Parse(day, CultureInfo.InvariantCulture), Zone(zone)));

    [Fact]
    public void EndThatTheClockSkips_IsTheFirstInstantAfterIt_AndOneThatComesTwiceTheFirst()
    {
        var early = new QuietHours(new TimeOnly(22, 0), new TimeOnly(2, 30));
        Assert.Equal(DateTimeOffset.Parse("2026-03-29T01:00:00Z", CultureInfo.InvariantCulture), early.EndOn(new DateOnly(2026, 3, 29), Zone("Europe/Berlin")));
        Assert.Equal(DateTimeOffset.Parse("2026-10-25T00:30:00Z", CultureInfo.InvariantCulture), early.EndOn(new DateOnly(2026, 10, 25), Zone("Europe/Berlin")));
    }

    [Theory]
    [InlineData("2026-03-10 07:59", "2026-03-09 20:00", false)]
    [InlineData("2026-03-10 08:00", "2026-03-09 20:00", true)]
    [InlineData("2026-03-10 08:00", "2026-03-10 07:59", true)]
    [InlineData("2026-03-10 08:01", "2026-03-10 08:00", false)]
    [InlineData("2026-03-10 17:00", "2026-03-10 09:00", false)]
    [InlineData("2026-03-11 08:00", "2026-03-10 09:00", true)]
    [InlineData("2026-03-10 12:00", "2026-03-09 20:00", true)]
    [InlineData("2026-03-10 18:00", "2026-03-09 20:00", false)]
    public void WhatCameSinceTheLastMorning_GoesInTheNext(string now, string since, bool goes) =>
        Assert.Equal(goes, MailRules.DailyMayGo(Person("Europe/Berlin", At(since, "Europe/Berlin")), At(now, "Europe/Berlin")));

    [Fact]
    public void OneADay_ThreeInAnySevenDays_OverAYear()
    {
        var zone = Zone("Europe/Berlin");
        var mailed = new List<(DateOnly Day, DateTimeOffset At)>();
        for (var now = At("2026-01-01 00:00", "Europe/Berlin"); now < At("2027-01-01 00:00", "Europe/Berlin"); now += TimeSpan.FromMinutes(15))
        {
            var person = Person("Europe/Berlin", now.AddDays(-1)) with { Mailed = [.. mailed.Select(mail => mail.Day)] };
            if (MailRules.DailyMayGo(person, now)) mailed.Add((MailRules.DayOf(person, now), now));
        }

        Assert.Equal(mailed.Count, mailed.Select(mail => mail.Day).Distinct().Count());
        Assert.All(mailed, mail => Assert.InRange(mailed.Count(other => other.Day <= mail.Day && other.Day > mail.Day.AddDays(-7)), 1, 3));
        Assert.All(mailed, mail => Assert.Equal(new TimeSpan(8, 0, 0), TimeZoneInfo.ConvertTime(mail.At, zone).TimeOfDay));
        Assert.InRange(mailed.Count, 155, 159);
    }

    [Fact]
    public void SomebodyWhoTravelsWest_GetsNoSecondMailOnTheSameDay()
    {
        var now = At("2026-03-10 08:30", "America/Los_Angeles");
        Assert.False(MailRules.DailyMayGo(Person("America/Los_Angeles", now.AddDays(-1)) with { Mailed = [new DateOnly(2026, 3, 10)] }, now));
        Assert.False(MailRules.DailyMayGo(Person("America/Los_Angeles", now.AddDays(-1)) with { Mailed = [new DateOnly(2026, 3, 11)] }, now));
    }

    [Fact]
    public void MandatoryOnes_WaitForTheQuietHoursOnly()
    {
        var person = Person("Europe/Berlin", null) with { MandatorySince = At("2026-03-10 12:00", "Europe/Berlin"), Mailed = [new(2026, 3, 10), new(2026, 3, 9), new(2026, 3, 8)] };
        Assert.True(MailRules.MandatoryMayGo(person, At("2026-03-10 12:01", "Europe/Berlin")));
        Assert.False(MailRules.MandatoryMayGo(person, At("2026-03-10 18:01", "Europe/Berlin")));
        Assert.False(MailRules.DailyMayGo(person, At("2026-03-11 08:00", "Europe/Berlin")));
    }

    private static WaitingPerson Person(string zone, DateTimeOffset? since) => new() { PersonId = 1, Zone = Zone(zone), Quiet = Night, Since = since, MandatorySince = null, Mailed = [] };

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    private static DateTimeOffset At(string local, string zone)
    {
        var time = DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, Zone(zone).GetUtcOffset(time));
    }
}
