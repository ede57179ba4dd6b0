using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Fts5.Sqlite;
using EnablementHub.Features.Search.Engine.Records;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>Puts items into the tables and the columns of one index, within the transaction of its caller.</summary>
internal sealed class ItemWriter(IndexConnection connection, ColumnWriter columns, TermVocabulary vocabulary)
{
    private const string InsertItem = "INSERT INTO items (rowid, title, summary, tags, speaker, body, transcript, title_s, summary_s, tags_s, speaker_s, body_s, transcript_s) "
        + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

    private readonly BlobWriter _blob = new();
    private readonly TermWriter _terms = new(vocabulary);

    /// <summary>A bit for each language seen.</summary>
    public int Languages { get; set; }

    public void Put(IndexedItem item)
    {
        if (columns.TryGetSlot(item.Id, out _))
        {
            DeleteRows(item.Id);
        }

        var slot = columns.SlotFor(item.Id);
        var language = Stemming.Of(item.Language);
        Languages |= 1 << (int)language;
        var (titleLength, bodyLength) = InsertTerms(item, slot, language);
        var stored = ItemColumns.Of(item, titleLength, bodyLength);
        StoredCard.Write(stored, StoredText.Plain(item.Title), _blob);
        connection.Prepared("INSERT INTO cards VALUES (?1, ?2)").Bind(1, slot).BindBlob(2, _blob.Written).Run();
        StoredText.Write(item, _blob);
        connection.Prepared("INSERT INTO texts VALUES (?1, ?2)").Bind(1, slot).BindBlob(2, _blob.Written).Run();
        columns.Set(slot, stored);
    }

    public void Remove(int id)
    {
        if (columns.TryGetSlot(id, out _))
        {
            DeleteRows(id);
            columns.Remove(id);
        }
    }

    private (int TitleLength, int BodyLength) InsertTerms(IndexedItem item, int slot, StemmingLanguage language)
    {
        var insert = connection.Prepared(InsertItem).Bind(1, IndexSchema.RowOf(slot));
        _terms.Clear();
        var titleLength = _terms.Add(item.Title, language);
        BindField(insert, field: 0);
        connection.Prepared("INSERT INTO names (rowid, title) VALUES (?1, ?2)").Bind(1, IndexSchema.RowOf(slot)).Bind(2, _terms.Written).Run();

        AddField(insert, field: 1, [item.Summary], language);
        AddField(insert, field: 2, item.Tags, language);
        AddField(insert, field: 3, [item.Speaker], language);
        var bodyLength = AddField(insert, field: 4, [item.Body], language);

        // One text, so that words on both sides of a cue's end are neighbours.
        AddField(insert, field: 5, [string.Join(' ', item.Cues.Select(cue => cue.Text))], language);
        insert.Run();
        return (titleLength, bodyLength);
    }

    private int AddField(SqliteStatement insert, int field, IReadOnlyList<string> texts, StemmingLanguage language)
    {
        var length = 0;
        _terms.Clear();
        foreach (var text in texts)
        {
            length += _terms.Add(text, language);
        }

        BindField(insert, field);
        return length;
    }

    private void BindField(SqliteStatement insert, int field) =>
        insert.Bind(2 + field, _terms.Written).Bind(2 + Ranking.Relevance.Fields + field, _terms.Stems);

    private void DeleteRows(int id)
    {
        columns.TryGetSlot(id, out var slot);
        connection.Prepared("DELETE FROM items WHERE rowid = ?1").Bind(1, IndexSchema.RowOf(slot)).Run();
        connection.Prepared("DELETE FROM names WHERE rowid = ?1").Bind(1, IndexSchema.RowOf(slot)).Run();
        connection.Prepared("DELETE FROM cards WHERE slot = ?1").Bind(1, slot).Run();
        connection.Prepared("DELETE FROM texts WHERE slot = ?1").Bind(1, slot).Run();
    }
}
