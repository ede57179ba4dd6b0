using System.Runtime.InteropServices;
using System.Text;

namespace EnablementHub.Features.Search.Engine.Fts5.Sqlite;

/// <summary>
/// The few calls of SQLite that the index needs, without the layers above: ranking reads positions through FTS5's extension interface, which no
/// managed wrapper offers, and counting facets steps through tens of thousands of rows a query.
/// </summary>
internal static unsafe partial class NativeSqlite
{
    public const int Ok = 0;
    public const int Busy = 5;
    public const int Locked = 6;
    public const int ReadOnly = 8;
    public const int InputOutput = 10;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int NotADatabase = 26;
    public const int Row = 100;
    public const int Done = 101;

    public const int OpenReadWrite = 0x2;
    public const int OpenCreate = 0x4;

    /// <summary>Each connection is used by one thread at a time, so it needs no lock of its own.</summary>
    public const int OpenNoMutex = 0x8000;

    private const string Library = "e_sqlite3";
    private static readonly nint Transient = -1;

    [LibraryImport(Library, EntryPoint = "sqlite3_open_v2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, out nint database, int flags, nint vfs);

    [LibraryImport(Library, EntryPoint = "sqlite3_close_v2")]
    public static partial int Close(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_busy_timeout")]
    public static partial int BusyTimeout(nint database, int milliseconds);

    [LibraryImport(Library, EntryPoint = "sqlite3_extended_errcode")]
    public static partial int ExtendedErrorCode(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_errmsg")]
    private static partial nint ErrorMessagePointer(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_get_autocommit")]
    public static partial int IsAutocommit(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_prepare_v3")]
    public static partial int Prepare(nint database, byte* sql, int bytes, uint flags, out nint statement, nint tail);

    [LibraryImport(Library, EntryPoint = "sqlite3_finalize")]
    public static partial int FinalizeStatement(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    public static partial int BindInteger(nint statement, int parameter, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    private static partial int BindText(nint statement, int parameter, byte* text, int bytes, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    private static partial int BindBlob(nint statement, int parameter, byte* blob, int bytes, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_pointer")]
    public static partial int BindPointer(nint statement, int parameter, void* pointer, byte* type, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    [SuppressGCTransition]
    public static partial long ColumnInteger(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_text")]
    private static partial byte* ColumnTextPointer(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    private static partial byte* ColumnBlobPointer(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    private static partial int ColumnBytes(nint statement, int column);

    public static string ErrorMessage(nint database) => Marshal.PtrToStringUTF8(ErrorMessagePointer(database)) ?? "";

    public static int BindText(nint statement, int parameter, ReadOnlySpan<byte> utf8)
    {
        // A null pointer would bind NULL instead of the empty text.
        fixed (byte* bytes = utf8.IsEmpty ? "\0"u8 : utf8)
        {
            return BindText(statement, parameter, bytes, utf8.Length, Transient);
        }
    }

    public static int BindBlob(nint statement, int parameter, ReadOnlySpan<byte> blob)
    {
        fixed (byte* bytes = blob.IsEmpty ? "\0"u8 : blob)
        {
            return BindBlob(statement, parameter, bytes, blob.Length, Transient);
        }
    }

    /// <summary>Valid until the statement steps, is reset or finalized.</summary>
    public static ReadOnlySpan<byte> ColumnBlob(nint statement, int column)
    {
        var bytes = ColumnBlobPointer(statement, column);
        return new ReadOnlySpan<byte>(bytes, ColumnBytes(statement, column));
    }

    public static string ColumnText(nint statement, int column)
    {
        var bytes = ColumnTextPointer(statement, column);
        return Encoding.UTF8.GetString(bytes, ColumnBytes(statement, column));
    }
}
