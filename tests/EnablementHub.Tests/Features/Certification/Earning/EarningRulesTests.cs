using EnablementHub.Features.Certification;
using EnablementHub.Features.Certification.Earning;
using EnablementHub.Features.Learning;
using FsCheck;
using FsCheck.Fluent;

namespace EnablementHub.Tests.Features.Certification.Earning;

public sealed class EarningRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly LearningKey One = new(LearningKind.Item, 1);
    private static readonly LearningKey Two = new(LearningKind.Item, 2);
    private static readonly LearningKey Exam = new(LearningKind.Quiz, 3);

    [Fact]
    public void AllOf_IsEarnedWithTheLast_AndRestsOnTheFirstRecordOfEach()
    {
        var version = Asking(Group(One, Two));
        Assert.Null(Find(version, null, Fact(1, One, -3)));
        var earned = Find(version, null, Fact(1, One, -3), Fact(2, Two, -1), Fact(3, One, 0), Fact(4, Two, 0))!;
        Assert.Equal(Now.AddDays(-1), earned.EarnedAt);
        Assert.Equal([1L, 2L], earned.Basis.Select(fact => fact.RecordId).Order());
        Assert.False(earned.IsRenewal);
    }

    [Fact]
    public void SomeOf_IsEarnedWithTheNth()
    {
        var group = Group(One, Two, Exam);
        group.Need = 2;
        var earned = Find(Asking(group), null, Fact(1, Exam, -5), Fact(2, Two, -4), Fact(3, One, -1))!;
        Assert.Equal(Now.AddDays(-4), earned.EarnedAt);
        Assert.Equal([1L, 2L], earned.Basis.Select(fact => fact.RecordId));
    }

    [Fact]
    public void LeastScore_PassesOverWorseResults_AndOverThoseWithoutOne()
    {
        var group = new PlanGroup { IsRenewal = false };
        group.Add(new PlanRequirement { Kind = Exam.Kind, TargetId = Exam.Id, MinimumScore = 80 });
        Assert.Null(Find(Asking(group), null, Fact(1, Exam, -3, 79.9), Fact(2, Exam, -2)));
        Assert.Equal(3, Find(Asking(group), null, Fact(1, Exam, -3, 79.9), Fact(3, Exam, -1, 80), Fact(4, Exam, 0, 60))!.Basis.Single().RecordId);
    }

    [Fact]
    public void WhatIsOlderThanACertificateGets_DoesNotCount()
    {
        var version = Asking(Group(One));
        Assert.NotNull(Find(version, null, Fact(1, One, -365)));
        Assert.Null(Find(version, null, Fact(1, One, -366)));
    }

    [Fact]
    public void BeforeTheRenewalOpens_NothingCounts_AndThenOnlyWhatCameSince()
    {
        var version = Asking(Group(One));
        var last = Held(earnedDaysAgo: 340);
        Assert.Null(Find(version, last, Fact(1, One, -340), Fact(2, One, -6)));
        var renewed = Find(version, last, Fact(1, One, -340), Fact(2, One, -5))!;
        Assert.True(renewed.IsRenewal);
        Assert.Equal(2, renewed.Basis.Single().RecordId);
    }

    [Fact]
    public void InTime_TheShorterRenewalDoes_AndAfterTheGraceEverythingIsAsked()
    {
        var version = Asking(Group(One, Two), Renewal(Exam));
        Assert.Same(version.Renewal.Single(), EarningRules.Asked(version, Held(379), Today()).Single());
        Assert.True(Find(version, Held(379), Fact(1, Exam, 0))!.IsRenewal);
        Assert.Same(version.FirstTime.Single(), EarningRules.Asked(version, Held(380), Today()).Single());
        Assert.Null(Find(version, Held(380), Fact(1, Exam, 0)));
        Assert.False(Find(version, Held(380), Fact(1, One, -2), Fact(2, Two, 0))!.IsRenewal);
    }

    [Fact]
    public void LateJob_GivesWhatWasEarnedInTheGrace_AsARenewal()
    {
        var version = Asking(Group(One), Renewal(Exam));
        Assert.True(Find(version, Held(385), Fact(1, Exam, -6))!.IsRenewal);
        Assert.Null(Find(version, Held(385), Fact(1, Exam, -5)));
    }

    [Fact]
    public void AfterARevocation_OnlyWhatIsLearnedSinceCounts_AndEverythingIsAsked()
    {
        var version = Asking(Group(One), Renewal(Exam));
        var last = Held(100);
        last.Revoke(1, "Somebody else sat the exam.", Now.AddDays(-10));
        Assert.Null(Find(version, last, Fact(1, One, -11), Fact(2, Exam, -1)));
        Assert.False(Find(version, last, Fact(1, One, -9))!.IsRenewal);
    }

    [Fact]
    public void ADayBelongsToTheOrganisationsZone_AlsoWhereTheClockJumps()
    {
        // The renewal opens on 29 March 2026, the day of 23 hours; its first moment is 23:00 of the day before in UTC.
        var last = Certificate(new DateOnly(2025, 4, 28), new DateOnly(2026, 4, 28), new DateOnly(2026, 3, 29), new DateOnly(2026, 5, 12));
        var version = Asking(Group(One));
        var first = new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero);
        Assert.Null(EarningRules.Find(version, last, [new(1, One, 1, first.AddSeconds(-1), null, "")], new DateOnly(2026, 3, 29), InBerlin));
        Assert.NotNull(EarningRules.Find(version, last, [new(1, One, 1, first, null, "")], new DateOnly(2026, 3, 29), InBerlin));
    }

    [Fact]
    public void Answer_DoesNotDependOnTheOrderOfRecords_NorOnLaterOnes() =>
        Prop.ForAll(Gen.Choose(1, 20).SelectMany(count => Gen.ArrayOf(FactOf(), count)).ToArbitrary(), facts =>
        {
            var group = Group(One, Two, Exam);
            group.Need = 2;
            var version = Asking(group);
            var all = facts.Select((fact, at) => fact with { RecordId = at }).ToList();
            var earned = Find(version, null, [.. all]);
            var shuffled = Find(version, null, [.. all.OrderBy(fact => (fact.RecordId * 7919) % 31)]);
            var later = Find(version, null, [.. all, Fact(1000, One, 0.5), Fact(1001, Two, 0.6), Fact(1002, Exam, 0.7)]);
            var targets = all.Select(fact => fact.Target).Distinct().Count();
            return (earned is null) == (targets < 2)
                && earned?.EarnedAt == shuffled?.EarnedAt
                && (earned is null || (later!.EarnedAt == earned.EarnedAt && earned.Basis.SequenceEqual(later.Basis)));
        }).QuickCheckThrowOnFailure();

    private static Gen<LearnedFact> FactOf() =>
        from target in Gen.Elements(One, Two, Exam)
        from hours in Gen.Choose(-300 * 24, 0)
        select new LearnedFact(0, target, 1, Now.AddHours(hours), null, "");

    private static DateOnly InBerlin(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Berlin).DateTime);

    private static Earned? Find(PlanVersion version, Certificate? last, params LearnedFact[] facts) => EarningRules.Find(version, last, facts, Today(), Day);

    private static DateOnly Today() => Day(Now);

    private static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);

    private static LearnedFact Fact(long id, LearningKey target, double days, double? score = null) => new(id, target, 1, Now.AddDays(days), score, "");

    private static Certificate Held(int earnedDaysAgo)
    {
        var days = Validity.Earned(Today().AddDays(-earnedDaysAgo), new ValidityRule(365, 30, 14));
        return Certificate(days.From, days.Until, days.RenewalOpensOn, days.GraceUntil);
    }

    private static Certificate Certificate(DateOnly on, DateOnly until, DateOnly opens, DateOnly grace) => new()
    {
        PersonId = 1,
        PlanId = 1,
        Period = 1,
        PlanVersion = 1,
        Title = "Pricing",
        HolderName = "Maria",
        EarnedAt = new DateTimeOffset(on, new TimeOnly(9, 0), TimeSpan.Zero),
        IssuedAt = new DateTimeOffset(on, new TimeOnly(9, 0), TimeSpan.Zero),
        EarnedOn = on,
        ValidUntil = until,
        RenewalOpensOn = opens,
        GraceUntil = grace,
        IsRenewal = false,
        Token = "token",
    };

    private static PlanVersion Asking(params PlanGroup[] groups)
    {
        var version = new PlanVersion { Number = 1, CreatedAt = Now };
        foreach (var group in groups) version.Add(group);
        return version;
    }

    private static PlanGroup Group(params LearningKey[] targets) => Filled(new PlanGroup { IsRenewal = false }, targets);

    private static PlanGroup Renewal(params LearningKey[] targets) => Filled(new PlanGroup { IsRenewal = true }, targets);

    private static PlanGroup Filled(PlanGroup group, LearningKey[] targets)
    {
        foreach (var target in targets) group.Add(new PlanRequirement { Kind = target.Kind, TargetId = target.Id });
        return group;
    }
}
