namespace EnablementHub.Features.Search.Engine.Stores;

/// <summary>What lies below answered instead of what was asked for; turned into the contract's exceptions before it leaves the engine.</summary>
internal abstract class IndexFault(string message, Exception? innerException = null) : Exception(message, innerException)
{
    public bool IsDamage => WriteFault == IndexWriteFault.Damaged;

    public abstract IndexWriteFault WriteFault { get; }

    public IndexWriteException ForWriter() => new(WriteFault, $"The search index could not be written: {Message}", this);
}

/// <summary>What was read makes no sense: it was cut or altered on disk.</summary>
internal sealed class DamageFault(string message, Exception? innerException = null) : IndexFault(message, innerException)
{
    public override IndexWriteFault WriteFault => IndexWriteFault.Damaged;
}
