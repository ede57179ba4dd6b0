using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace EnablementHub.Platform.Storage;

/// <summary>
/// Puts files and directories on disk for sure. Not by <c>FileStream.Flush(true)</c>, which reports success when
/// fsync fails: a full or failing disk would lose files that were acknowledged.
/// </summary>
/// <param name="sync">Takes a descriptor and its path, returns 0 or the error number: tests make it fail.</param>
internal sealed class DurableFiles(Func<int, string, int>? sync = null)
{
    private const int InterruptedSystemCall = 4;
    private readonly Func<int, string, int> _sync = sync ?? CallFSync;
    private readonly ConcurrentDictionary<string, bool> _onDisk = new(StringComparer.Ordinal);

    internal void SyncFile(FileStream file)
    {
        file.Flush();
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(file.SafeFileHandle);
            return;
        }

        Sync((int)file.SafeFileHandle.DangerousGetHandle(), file.Name);
        GC.KeepAlive(file);
    }

    internal void SyncDirectory(string path)
    {
        // Windows journals names itself, and has no way to open a directory for this.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var closeOnExec = OperatingSystem.IsLinux() ? 0x80000 : 0;
        var descriptor = NativeMethods.Open(Encoding.UTF8.GetBytes(path + '\0'), closeOnExec);
        if (descriptor < 0)
        {
            throw Failure("open", path, Marshal.GetLastPInvokeError());
        }

        try
        {
            Sync(descriptor, path);
        }
        finally
        {
            _ = NativeMethods.Close(descriptor);
        }
    }

    /// <summary>Creates the directories below <paramref name="root"/> and puts each new name on disk.</summary>
    internal void CreateDirectory(string root, string path)
    {
        // That a directory exists does not say that it is on disk: another writer may be just before its fsync, or failed in it.
        if (_onDisk.ContainsKey(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path)!;
        if (!string.Equals(parent, root, StringComparison.Ordinal))
        {
            CreateDirectory(root, parent);
        }

        Directory.CreateDirectory(path);
        SyncDirectory(parent);
        _onDisk.TryAdd(path, true);
    }

    /// <summary>Gives a finished file its name: afterwards it is there, also after a power cut.</summary>
    internal void Rename(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        SyncDirectory(Path.GetDirectoryName(to)!);
    }

    private void Sync(int descriptor, string path)
    {
        int error;
        do
        {
            error = _sync(descriptor, path);
        }
        while (error == InterruptedSystemCall);

        if (error != 0)
        {
            throw Failure("fsync", path, error);
        }
    }

    private static int CallFSync(int descriptor, string path) =>
        NativeMethods.FSync(descriptor) == 0 ? 0 : Marshal.GetLastPInvokeError();

    private static IOException Failure(string call, string path, int error) =>
        new($"{call} failed for '{path}': {Marshal.GetPInvokeErrorMessage(error)} (errno {error}).", error);

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int FSync(int descriptor);

        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Open(byte[] path, int flags);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Close(int descriptor);
    }
}
