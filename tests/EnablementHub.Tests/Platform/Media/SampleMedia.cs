using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace EnablementHub.Tests.Platform.Media;

/// <summary>Small files of each kind: made by ffmpeg where it is installed, and by hand where a test must not depend on it.</summary>
internal static class SampleMedia
{
    internal const string NoFfmpeg = "ffmpeg is not installed, so there is nothing to make real media with.";

    internal static string? FfmpegPath { get; } = Find("ffmpeg");

    internal static string? FfprobePath { get; } = Find("ffprobe");

    /// <summary>A second and a half of tone, and of a test picture where the format has one.</summary>
    internal static async Task<byte[]> MakeAsync(string extension, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), "hub-sample-" + Guid.NewGuid().ToString("N") + extension);
        var start = new ProcessStartInfo(FfmpegPath!) { RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        string[] all = ["-v", "error", "-nostdin", .. arguments, "-t", "1.5", "-y", file];
        Array.ForEach(all, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
        var bytes = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        return bytes;
    }

    internal const int WavBytesASecond = 16_000;

    internal static byte[] Wav(double seconds)
    {
        var data = new byte[(int)(seconds * WavBytesASecond)];
        return [.. "RIFF"u8, .. Little(36 + data.Length), .. "WAVEfmt "u8, .. Little(16), 1, 0, 1, 0, .. Little(8000), .. Little(16_000), 2, 0, 16, 0, .. "data"u8, .. Little(data.Length), .. data];
    }

    /// <summary>Frames of 417 bytes at 128 kbit/s and 44.1 kHz, without any count of them.</summary>
    internal static byte[] Mp3(int frames) =>
        [.. Enumerable.Range(0, frames).SelectMany(_ => (byte[])[0xFF, 0xFB, 0x90, 0x00, .. new byte[413]])];

    internal static byte[] Mp4(string brand, uint timescale, uint units, string? videoCodec = "avc1")
    {
        byte[] video = videoCodec is null ? [] : Track("vide", videoCodec, 640, 360);
        return [.. Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), 0, 0, 0, 0]), .. Box("mdat", new byte[1000]),
            .. Box("moov", [.. Box("mvhd", [.. new byte[12], .. Big(timescale), .. Big(units), .. new byte[80]]), .. video, .. Track("soun", "mp4a", 0, 0)])];
    }

    internal static byte[] Office(string mainPart, params string[] otherEntries)
    {
        var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var types = new StreamWriter(zip.CreateEntry("[Content_Types].xml").Open()))
            {
                types.Write($"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/main.xml\" ContentType=\"{mainPart}\"/></Types>");
            }

            foreach (var name in otherEntries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("x"u8);
            }
        }

        return archive.ToArray();
    }

    private static byte[] Track(string handler, string codec, uint width, uint height) => Box("trak",
    [
        .. Box("tkhd", [.. new byte[76], .. Big(width << 16), .. Big(height << 16)]),
        .. Box("mdia", [.. Box("hdlr", [.. new byte[8], .. Encoding.ASCII.GetBytes(handler), .. new byte[12]]),
            .. Box("minf", Box("stbl", Box("stsd", [.. new byte[8], .. Box(codec, new byte[20])])))]),
    ]);

    private static byte[] Box(string name, byte[] content) => [.. Big((uint)content.Length + 8), .. Encoding.ASCII.GetBytes(name), .. content];

    private static byte[] Big(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
