using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Fts5.Sqlite;

/// <summary>What SQLite answered instead of what was asked for.</summary>
internal sealed class SqliteFault(int extendedCode, string message) : IndexFault($"{message} (SQLite {extendedCode})")
{
    public int Code { get; } = extendedCode & 0xFF;

    public override IndexWriteFault WriteFault => Code switch
    {
        NativeSqlite.Full => IndexWriteFault.DiskFull,
        NativeSqlite.Busy or NativeSqlite.Locked => IndexWriteFault.Locked,
        NativeSqlite.ReadOnly or NativeSqlite.CannotOpen => IndexWriteFault.ReadOnly,
        NativeSqlite.Corrupt or NativeSqlite.NotADatabase => IndexWriteFault.Damaged,
        _ => IndexWriteFault.Other,
    };
}
