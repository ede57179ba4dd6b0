using System.Runtime.InteropServices;

namespace EnablementHub.Features.Search.Engine.Fts5.Sqlite;

/// <summary>Registers functions that FTS5 calls for each row that matches, with access to the places of the words (sqlite.org/fts5.html#extending_fts5).</summary>
internal static unsafe class Fts5Extension
{
    public static void Register(IndexConnection connection, ReadOnlySpan<byte> zeroEndedName, nint userData, delegate* unmanaged[Cdecl]<Fts5Api*, nint, nint, int, nint, void> function)
    {
        Fts5Module* module = null;
        var statement = connection.Prepared("SELECT fts5(?1)");
        statement.BindPointer(1, &module, "fts5_api_ptr\0"u8).Run();
        if (module is null)
        {
            throw new SqliteFault(NativeSqlite.NotADatabase, "this SQLite has no FTS5");
        }

        fixed (byte* name = zeroEndedName)
        {
            var answer = module->CreateFunction(module, name, userData, function, 0);
            if (answer != NativeSqlite.Ok)
            {
                throw new SqliteFault(answer, "FTS5 refused a function");
            }
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Fts5Module
    {
        public int Version;
        public nint CreateTokenizer;
        public nint FindTokenizer;
        public delegate* unmanaged[Cdecl]<Fts5Module*, byte*, nint, delegate* unmanaged[Cdecl]<Fts5Api*, nint, nint, int, nint, void>, nint, int> CreateFunction;
    }
}

/// <summary>Fts5ExtensionApi of fts5.h as far as it is used; later versions only add at its end.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Fts5Api
{
    public int Version;
    public delegate* unmanaged[Cdecl]<nint, nint> UserData;
    public nint ColumnCount;
    public nint RowCount;
    public nint ColumnTotalSize;
    public nint Tokenize;
    public nint PhraseCount;
    public nint PhraseSize;
    public delegate* unmanaged[Cdecl]<nint, int*, int> InstanceCount;
    public delegate* unmanaged[Cdecl]<nint, int, int*, int*, int*, int> Instance;
    public delegate* unmanaged[Cdecl]<nint, long> RowId;
}
