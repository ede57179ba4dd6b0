using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Answers;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Records;

namespace EnablementHub.Features.Search.Engine.Stores;

/// <summary>How what was typed stands in a title; its last term may go on.</summary>
internal enum TitleMatch
{
    BeginsTitle,
    StandsTogether,

    /// <summary>Every typed term begins some word.</summary>
    AllWords,
}

/// <summary>One commit seen through one reader, until disposed.</summary>
internal abstract class ReadSession(IndexStore store, ColumnSnapshot columns) : IDisposable
{
    public ColumnSnapshot Columns { get; } = columns;

    public SearchBuffers Buffers { get; } = new();

    public VisibleValues VisibleValues => store.VisibleValues;

    /// <summary>All that holds all the words, or with <paramref name="anyWord"/> at least one of them. The query says who asks and what is filtered.</summary>
    public abstract Attempt Ask(SearchQuery query, Question question, bool anyWord = false);

    /// <summary>The slots of the titles that match; valid until the next call.</summary>
    public abstract ReadOnlySpan<int> Titles(IReadOnlyList<string> typed, TitleMatch match);

    public abstract string ReadTitle(int slot);

    public abstract StoredText ReadText(int slot);

    public abstract TermVocabulary Vocabulary();

    /// <summary>How many items hold the term as written.</summary>
    public abstract int ItemsWithTerm(string term);

    public void Dispose()
    {
        Buffers.Dispose();
        End();
    }

    protected abstract void End();
}
