using EnablementHub.Features.Certification;
using EnablementHub.Features.Certification.Renewing;
using FsCheck;
using FsCheck.Fluent;

namespace EnablementHub.Tests.Features.Certification;

public sealed class ValidityTests
{
    private static readonly ValidityRule Usual = new(365, 30, 14);
    private static readonly DateOnly Epoch = new(2024, 1, 1);

    [Theory]
    [InlineData("2026-03-10", "2027-03-10", "2027-02-08", "2027-03-24")]
    [InlineData("2028-02-29", "2029-02-28", "2029-01-29", "2029-03-14")]
    [InlineData("2027-03-01", "2028-02-29", "2028-01-30", "2028-03-14")]
    [InlineData("2026-12-31", "2027-12-31", "2027-12-01", "2028-01-14")]
    public void Earned_LastsThatManyDays_WhateverTheYear(string on, string until, string opens, string grace)
    {
        var days = Validity.Earned(Day(on), Usual);
        Assert.Equal(new Validity(Day(on), Day(until), Day(opens), Day(grace)), days);
    }

    [Theory]
    [InlineData("2027-02-08", "2028-03-09")]
    [InlineData("2027-03-10", "2028-03-09")]
    [InlineData("2027-03-11", "2028-03-10")]
    [InlineData("2027-03-24", "2028-03-23")]
    public void Renewed_InTime_RunsOnFromTheOldEnd_AndLate_FromTheDayItWasEarned(string on, string until) =>
        Assert.Equal(Day(until), Validity.Renewed(new DateOnly(2027, 3, 10), Day(on), Usual).Until);

    [Fact]
    public void Days_HoldTogether_ForAllRulesAndDays() =>
        Prop.ForAll(Rules(), rule =>
        {
            var (on, valid, window, grace, late) = rule;
            var days = Validity.Earned(on, new ValidityRule(valid, window, grace));
            var renewed = Validity.Renewed(days.Until, days.Until.AddDays(late), new ValidityRule(valid, window, grace));
            return days.From <= days.RenewalOpensOn && days.RenewalOpensOn <= days.Until && days.Until <= days.GraceUntil
                && days.Until.DayNumber - days.From.DayNumber == valid
                && renewed.Until.DayNumber - days.Until.DayNumber == (late <= 0 ? valid : valid + late)
                && renewed.Until.DayNumber >= renewed.From.DayNumber + valid;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void RenewingInTime_AlwaysAtTheFirstOrLastMoment_CostsNoDay() =>
        Prop.ForAll(Rules(), rule =>
        {
            var (on, valid, window, grace, _) = rule;
            var validity = new ValidityRule(valid, window, grace);
            var (early, late) = (Validity.Earned(on, validity), Validity.Earned(on, validity));
            for (var year = 0; year < 5; year++)
            {
                early = Validity.Renewed(early.Until, early.RenewalOpensOn, validity);
                late = Validity.Renewed(late.Until, late.Until, validity);
            }

            return early.Until == late.Until && early.Until == on.AddDays(6 * valid);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void State_FollowsTheDays_AndEachDayHasOne() =>
        Prop.ForAll(Rules(), rule =>
        {
            var (on, valid, window, grace, offset) = rule;
            var days = Validity.Earned(on, new ValidityRule(valid, window, grace));
            var today = days.Until.AddDays(offset);
            var state = Certificate.State(null, days.RenewalOpensOn, days.Until, days.GraceUntil, today);
            return state == (today <= days.Until ? today >= days.RenewalOpensOn ? CertificateState.RenewalOpen : CertificateState.Valid : today <= days.GraceUntil ? CertificateState.InGrace : CertificateState.Expired);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reminders_ComeThirtyFourteenThreeAndNoDaysBefore_AndAfterTheEndAndTheGrace()
    {
        var days = Validity.Earned(new DateOnly(2026, 3, 10), Usual);
        var told = new List<DateOnly>();
        for (var next = ReminderSteps.Next(days.Until, days.GraceUntil, days.From); next is { } day; next = ReminderSteps.Next(days.Until, days.GraceUntil, day)) told.Add(day);
        Assert.Equal([Day("2027-02-08"), Day("2027-02-24"), Day("2027-03-07"), Day("2027-03-10"), Day("2027-03-11"), Day("2027-03-25")], told);
    }

    [Fact]
    public void Reminders_AlwaysGoForward_AndEnd() =>
        Prop.ForAll(Rules(), rule =>
        {
            var (on, valid, window, grace, _) = rule;
            var days = Validity.Earned(on, new ValidityRule(valid, window, grace));
            var steps = 0;
            for (DateOnly? at = on; at is { } day && steps < 20; steps++)
            {
                at = ReminderSteps.Next(days.Until, days.GraceUntil, day);
                if (at <= day) return false;
            }

            return steps < 20;
        }).QuickCheckThrowOnFailure();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A day of twenty years, rules that a lead may write, and days before or after the end.</summary>
    private static Arbitrary<(DateOnly On, int Valid, int Window, int Grace, int Offset)> Rules() => (
        from day in Gen.Choose(0, 7300)
        from valid in Gen.Choose(1, 1500)
        from window in Gen.Choose(0, valid - 1)
        from grace in Gen.Choose(0, 365)
        from offset in Gen.Choose(-40, 40)
        select (Epoch.AddDays(day), valid, window, grace, offset)).ToArbitrary();
}
