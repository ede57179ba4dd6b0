using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Quizzes;

/// <summary>The questions and rules of a quiz as they were at one time.</summary>
public sealed class QuizVersion
{
    public const int MaxTitleLength = 120;
    public const int MaxIntroLength = 1000;
    public const int MaxQuestions = 200;
    public const int MaxPools = 20;
    public const int MostAttempts = 20;
    public const int MaxCoolDownMinutes = 7 * 24 * 60;
    public const int MaxTimeLimitMinutes = 240;
    public const int MaxMinutes = 240;

    private readonly List<QuizQuestion> _questions = [];
    private readonly List<QuizPool> _pools = [];

    public int Id { get; private set; }
    public int QuizId { get; private set; }
    public Quiz Quiz { get; private set; } = null!;
    public required int Number { get; init; }
    public required string Title { get; set; }

    /// <summary>What it is about and whom it is for; plain text.</summary>
    public string Intro { get; set; } = "";

    /// <summary>Share of the points from which it is passed.</summary>
    public int PassPercent { get; set; } = 80;

    /// <summary>0: as many as somebody likes.</summary>
    public int MaxAttempts { get; set; }

    /// <summary>How long somebody waits after an attempt before the next one.</summary>
    public int CoolDownMinutes { get; set; }

    /// <summary>0: no limit.</summary>
    public int TimeLimitMinutes { get; set; }

    public bool ShufflesQuestions { get; set; } = true;
    public bool ShufflesChoices { get; set; } = true;

    /// <summary>About how long it takes.</summary>
    public int Minutes { get; set; } = 5;

    public required DateTimeOffset CreatedAt { get; init; }
    public required int CreatedById { get; init; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public int? PublishedById { get; private set; }

    /// <summary>How many questions somebody gets; kept with the publishing, for the lists.</summary>
    public int AskedCount { get; private set; }
    public Person? PublishedBy { get; private set; }

    public IReadOnlyList<QuizQuestion> Questions => _questions;
    public IReadOnlyList<QuizPool> Pools => _pools;

    public IEnumerable<QuizQuestion> InOrder => _questions.OrderBy(question => question.Position).ThenBy(question => question.Key);

    /// <summary>How many questions somebody gets.</summary>
    public int Asked => _questions.GroupBy(question => question.Pool, StringComparer.Ordinal).Sum(group => Math.Min(group.Count(), DrawnFrom(group.Key) ?? int.MaxValue));

    /// <summary>How many are drawn from a pool; null: all of them.</summary>
    public int? DrawnFrom(string pool) => pool.Length == 0 ? null : _pools.Find(p => string.Equals(p.Name, pool, StringComparison.Ordinal))?.Draw;

    public void Add(QuizQuestion question)
    {
        question.Position = _questions.Count == 0 ? 0 : _questions.Max(other => other.Position) + 1;
        _questions.Add(question);
        if (question.Pool.Length > 0 && DrawnFrom(question.Pool) is null) _pools.Add(new QuizPool { Name = question.Pool, Draw = 1 });
    }

    public void Remove(QuizQuestion question)
    {
        _questions.Remove(question);
        _pools.RemoveAll(pool => _questions.TrueForAll(other => other.Pool != pool.Name));
    }

    /// <summary>One place up or down.</summary>
    public void Move(QuizQuestion question, int by)
    {
        var order = InOrder.ToList();
        var from = order.IndexOf(question);
        order.RemoveAt(from);
        order.Insert(Math.Clamp(from + by, 0, order.Count), question);
        for (var position = 0; position < order.Count; position++) order[position].Position = position;
    }

    /// <summary>Draws so many questions from a pool; pools without questions are gone.</summary>
    public void SetDraw(string pool, int draw)
    {
        if (_pools.Find(p => p.Name == pool) is { } existing) existing.Draw = draw;
        else _pools.Add(new QuizPool { Name = pool, Draw = draw });
        _pools.RemoveAll(p => _questions.TrueForAll(question => question.Pool != p.Name));
    }

    internal QuizVersion Copy(int number, int personId, DateTimeOffset now)
    {
        var copy = new QuizVersion
        {
            Number = number,
            Title = Title,
            Intro = Intro,
            PassPercent = PassPercent,
            MaxAttempts = MaxAttempts,
            CoolDownMinutes = CoolDownMinutes,
            TimeLimitMinutes = TimeLimitMinutes,
            ShufflesQuestions = ShufflesQuestions,
            ShufflesChoices = ShufflesChoices,
            Minutes = Minutes,
            CreatedAt = now,
            CreatedById = personId,
        };
        copy._questions.AddRange(InOrder.Select(question => question.Copy()));
        copy._pools.AddRange(_pools.Select(pool => new QuizPool { Name = pool.Name, Draw = pool.Draw }));
        return copy;
    }

    internal void Publish(int personId, DateTimeOffset now)
    {
        if (PublishedAt is not null) throw new InvalidOperationException("This version was published already.");
        (PublishedById, PublishedAt, AskedCount) = (personId, now, Asked);
    }

    internal static void Map(EntityTypeBuilder<QuizVersion> version)
    {
        version.Property(v => v.Title).HasMaxLength(MaxTitleLength);
        version.Property(v => v.Intro).HasMaxLength(MaxIntroLength);
        version.Ignore(v => v.InOrder);
        version.Ignore(v => v.Asked);
        version.HasOne(v => v.PublishedBy).WithMany().HasForeignKey(v => v.PublishedById).OnDelete(DeleteBehavior.Restrict);
        version.HasMany(v => v.Questions).WithOne().HasForeignKey(q => q.VersionId).OnDelete(DeleteBehavior.Cascade);
        version.HasMany(v => v.Pools).WithOne().HasForeignKey(p => p.VersionId).OnDelete(DeleteBehavior.Cascade);
        version.HasIndex(v => new { v.QuizId, v.Number }).IsUnique();
    }
}

/// <summary>Questions of which each attempt gets some.</summary>
public sealed class QuizPool
{
    public const int MaxNameLength = 60;

    public int Id { get; private set; }
    public int VersionId { get; private set; }
    public required string Name { get; init; }
    public required int Draw { get; set; }

    internal static void Map(EntityTypeBuilder<QuizPool> pool)
    {
        pool.Property(p => p.Name).HasMaxLength(MaxNameLength);
        pool.HasIndex(p => new { p.VersionId, p.Name }).IsUnique();
    }
}
