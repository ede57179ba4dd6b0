using System.Security.Cryptography;
using System.Text;
using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Ranking;
using Lucene.Net.Documents;
using Lucene.Net.Index;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>
/// The fields of the index. Each text field holds, at the same places, the terms as written and, marked, their stems; the title also the beginnings of its
/// words, for suggestions.
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

    /// <summary>Beginnings of up to so many letters are terms of their own.</summary>
    public const int LongestBeginning = 3;

    /// <summary>To be raised whenever analysis or the form of the records changes, so that older indexes are rebuilt.</summary>
    private const int AnalysisVersion = 3;

    private const string Layout = "six text fields with places, id, and the records card and text beside the documents";

    public static string[] Texts { get; } = Relevance.FieldNames;

    public static FieldType TextType { get; } = Frozen(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

    public static FieldType IdType { get; } = Frozen(IndexOptions.DOCS_ONLY);

    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{AnalysisVersion} {Layout} {string.Join(' ', Texts)}")))[..16];

    public static bool IsWritten(ReadOnlySpan<byte> term) => term.Length > 0 && term[0] is not (StemMark or BeginningMark or TitleBeginningMark);

    private static FieldType Frozen(IndexOptions options)
    {
        var type = new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = options };
        type.Freeze();
        return type;
    }
}
