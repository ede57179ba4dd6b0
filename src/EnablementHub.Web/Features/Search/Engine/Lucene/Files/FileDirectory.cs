using System.Collections.Concurrent;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Microsoft.Win32.SafeHandles;

namespace EnablementHub.Features.Search.Engine.Lucene.Files;

/// <summary>
/// The files of one index, read by positional reads without a lock: those directories of Lucene.Net that read by streams or mapped files make parallel
/// searches wait for each other.
/// </summary>
internal sealed class FileDirectory(string path) : FSDirectory(new DirectoryInfo(path), new NativeFSLockFactory())
{
    private const int ReadBuffer = 4096;
    private const int WriteBuffer = 1 << 14;

    private readonly ConcurrentDictionary<string, bool> _notDurable = new(StringComparer.Ordinal);

    /// <summary>Called before a file is made, so that tests can let the disk be full; told its path, and whether a merge makes it.</summary>
    internal Action<string, bool>? BeforeCreate { get; set; }

    public override IndexInput OpenInput(string name, IOContext context)
    {
        EnsureOpen();
        var file = OpenFile(name);
        return new FileInput(name, file, 0, RandomAccess.GetLength(file), ownsFile: true);
    }

    public override IndexInputSlicer CreateSlicer(string name, IOContext context)
    {
        EnsureOpen();
        return new FileSlicer(name, OpenFile(name));
    }

    public override IndexOutput CreateOutput(string name, IOContext context)
    {
        EnsureOpen();
        EnsureCanWrite(name);
        BeforeCreate?.Invoke(PathOf(name), context.MergeInfo is not null);
        _notDurable[name] = true;
        return new FileOutput(File.OpenHandle(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));
    }

    /// <summary>
    /// Called with each commit, which is not made durable: it survives the end of the process, and what a power cut tears shows as damage when the
    /// index is opened, and is rebuilt. Waiting for the disk would make each change take many times as long.
    /// </summary>
    public override void Sync(ICollection<string> names)
    {
    }

    /// <summary>Makes durable what was written until now.</summary>
    public void MakeDurable()
    {
        foreach (var name in _notDurable.Keys)
        {
            if (_notDurable.TryRemove(name, out _) && File.Exists(PathOf(name)))
            {
                Fsync(name);
            }
        }

        IOUtils.Fsync(m_directory.FullName, isDir: true);
    }

    private string PathOf(string name) => Path.Combine(m_directory.FullName, name);

    private SafeFileHandle OpenFile(string name) =>
        File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);

    private sealed class FileInput(string name, SafeFileHandle file, long start, long end, bool ownsFile) : BufferedIndexInput("index file", ReadBuffer)
    {
        private bool _ownsFile = ownsFile;

        public override long Length => end - start;

        public override object Clone()
        {
            var clone = (FileInput)base.Clone();
            clone._ownsFile = false;
            return clone;
        }

        protected override void ReadInternal(byte[] b, int offset, int length)
        {
            var position = start + Position;
            if (position + length > end)
            {
                throw new EndOfStreamException($"{name} ends at {end}, and something after that was asked for.");
            }

            while (length > 0)
            {
                var read = RandomAccess.Read(file, b.AsSpan(offset, length), position);
                if (read == 0)
                {
                    throw new EndOfStreamException($"{name} is shorter than it was.");
                }

                (position, offset, length) = (position + read, offset + read, length - read);
            }
        }

        protected override void SeekInternal(long pos)
        {
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && _ownsFile)
            {
                file.Dispose();
            }
        }
    }

    private sealed class FileSlicer(string name, SafeFileHandle file) : IndexInputSlicer
    {
        public override IndexInput OpenSlice(string sliceDescription, long offset, long length) =>
            new FileInput($"{name} ({sliceDescription})", file, offset, offset + length, ownsFile: false);

        [Obsolete("Only for reading indexes of another time.")]
        public override IndexInput OpenFullSlice() => OpenSlice("all", 0, RandomAccess.GetLength(file));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                file.Dispose();
            }
        }
    }

    private sealed class FileOutput(SafeFileHandle file) : BufferedIndexOutput(WriteBuffer)
    {
        private long _written;

        public override long Length => _written;

        protected override void FlushBuffer(byte[] b, int offset, int length)
        {
            RandomAccess.Write(file, b.AsSpan(offset, length), _written);
            _written += length;
        }

        [Obsolete("Only for writing indexes of another time.")]
        public override void Seek(long pos) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !file.IsClosed)
            {
                try
                {
                    base.Dispose(disposing);
                }
                finally
                {
                    file.Dispose();
                }
            }
        }
    }
}
