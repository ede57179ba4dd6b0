using System.Security.Cryptography;
using System.Text;
using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Ranking;
using Lucene.Net.Documents;
using Lucene.Net.Index;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>
/// The fields of the index. Each text field holds, at the same places, the terms as written and, marked, their stems, or one term with another mark where
/// they are the same, which halves what most words cost; the title also the beginnings of its words, for suggestions.
/// </summary>
internal static class IndexFields
{
    public const string Id = "id";
    public const string Card = "card";
    public const string Text = "text";
    public const int Title = Relevance.TitleField;

    /// <summary>Marks the first letters of a title's word.</summary>
    public const byte BeginningMark = (byte)'^';

    /// <summary>Marks the first letters of a title.</summary>
    public const byte TitleBeginningMark = (byte)'<';
    public const byte StemMark = (byte)TermForms.StemMark;
    public const byte BothMark = (byte)TermForms.BothMark;

    /// <summary>Beginnings of up to so many letters are terms of their own.</summary>
    public const int LongestBeginning = 3;

    /// <summary>To be raised whenever analysis or the form of the records changes, so that older indexes are rebuilt.</summary>
    private const int AnalysisVersion = 4;

    private const string Layout = "six text fields with places, id, and the records card and text beside the documents";

    public static string[] Texts { get; } = Relevance.FieldNames;

    public static FieldType TextType { get; } = Frozen(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

    public static FieldType IdType { get; } = Frozen(IndexOptions.DOCS_ONLY);

    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{AnalysisVersion} {Layout} {string.Join(' ', Texts)}")))[..16];

    /// <summary>The term as it was written, without its mark; empty for what stands beside it.</summary>
    public static ReadOnlySpan<byte> Written(ReadOnlySpan<byte> term) => term switch
    {
        [] or [StemMark or BeginningMark or TitleBeginningMark, ..] => [],
        [BothMark, .. var written] => written,
        _ => term,
    };

    /// <summary>The terms of the index that say a term of a question.</summary>
    /// <param name="isExact">As written; else as a stem.</param>
    public static string[] Forms(string term, bool isExact) => isExact && term is [(char)BeginningMark or (char)TitleBeginningMark, ..]
        ? [term]
        : [isExact ? term : $"{(char)StemMark}{term}", $"{(char)BothMark}{term}"];

    private static FieldType Frozen(IndexOptions options)
    {
        var type = new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = options };
        type.Freeze();
        return type;
    }
}
