namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>What SQLite answered instead of what was asked for; turned into the contract's exceptions before it leaves the engine.</summary>
internal sealed class SqliteFault(int extendedCode, string message) : Exception($"{message} (SQLite {extendedCode})")
{
    public int Code { get; } = extendedCode & 0xFF;

    public bool IsDamage => Code is NativeSqlite.Corrupt or NativeSqlite.NotADatabase;

    public IndexWriteException ForWriter() => new(
        Code switch
        {
            NativeSqlite.Full => IndexWriteFault.DiskFull,
            NativeSqlite.Busy or NativeSqlite.Locked => IndexWriteFault.Locked,
            NativeSqlite.ReadOnly or NativeSqlite.CannotOpen => IndexWriteFault.ReadOnly,
            NativeSqlite.Corrupt or NativeSqlite.NotADatabase => IndexWriteFault.Damaged,
            _ => IndexWriteFault.Other,
        },
        $"The search index could not be written: {Message}",
        this);
}
