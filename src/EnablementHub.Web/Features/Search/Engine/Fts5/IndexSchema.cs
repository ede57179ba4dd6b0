using System.Security.Cryptography;
using System.Text;
using EnablementHub.Features.Search.Engine.Fts5.Sqlite;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>
/// The tables of the index file. Each field has two columns with the same places: the terms as written (phrases, beginnings) and, marked, their stems.
/// Texts lie apart and are read for shown hits only.
/// </summary>
internal static class IndexSchema
{
    /// <summary>Stands between texts of one field that are no neighbours.</summary>
    public const char Gap = '|';

    /// <summary>To be raised whenever analysis or the form of the blobs changes, so that older files are rebuilt.</summary>
    private const int AnalysisVersion = 2;

    /// <summary>
    /// FTS5 looks up each row of a query among those deleted, in a table where neighbouring numbers lie side by side: when neighbouring items were
    /// changed, each look-up walks over all of them. Numbers that are some apart keep it short, and keep their order.
    /// </summary>
    private const int RowStep = 7;

    private const string Tokenizer = "tokenize = \"ascii tokenchars '+#.=|'\"";

    private static readonly string[] Tables =
    [
        "CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), version TEXT NOT NULL, state INTEGER NOT NULL, watermark INTEGER NOT NULL, commits INTEGER NOT NULL, languages INTEGER NOT NULL)",
        "CREATE TABLE cards (slot INTEGER PRIMARY KEY, data BLOB NOT NULL)",
        "CREATE TABLE texts (slot INTEGER PRIMARY KEY, data BLOB NOT NULL)",
        "CREATE VIRTUAL TABLE items USING fts5(title, summary, tags, speaker, body, transcript, title_s, summary_s, tags_s, speaker_s, body_s, transcript_s, "
            + $"content = '', contentless_delete = 1, prefix = '2 3', {Tokenizer})",
        $"CREATE VIRTUAL TABLE names USING fts5(title, content = '', contentless_delete = 1, prefix = '1 2 3', {Tokenizer})",
        "CREATE TABLE words (term TEXT PRIMARY KEY) WITHOUT ROWID",
        "CREATE VIRTUAL TABLE terms USING fts5vocab(items, row)",
    ];

    public static string Version { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{AnalysisVersion} {RowStep} " + string.Join('\n', Tables))))[..16];

    public static long RowOf(int slot) => (slot + 1L) * RowStep;

    public static int SlotOf(long row) => (int)(row / RowStep) - 1;

    public static void Create(IndexConnection connection, IndexState state)
    {
        connection.Run("BEGIN IMMEDIATE");
        connection.RunAll(Tables);
        connection.Run($"INSERT INTO state VALUES (1, '{Version}', {(int)state}, 0, 1, 0)");
        connection.Run("COMMIT");
    }
}
