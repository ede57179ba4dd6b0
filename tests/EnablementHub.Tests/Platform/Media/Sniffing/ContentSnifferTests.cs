using System.Text;
using EnablementHub.Platform.Media.Sniffing;

namespace EnablementHub.Tests.Platform.Media.Sniffing;

public sealed class ContentSnifferTests
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string PowerPoint = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    public static TheoryData<string, string, byte[]> Accepted => new()
    {
        { "video/mp4", "talk.mp4", SampleMedia.Mp4("isom", 1000, 5000) },
        { "audio/mp4", "talk.m4a", SampleMedia.Mp4("mp42", 1000, 5000, videoCodec: null) },
        { "audio/mp4", "talk.m4a", SampleMedia.Mp4("M4A ", 1000, 5000, videoCodec: null) },
        { "video/quicktime", "TALK.MOV", SampleMedia.Mp4("qt  ", 1000, 5000) },
        { "audio/wav", "a.wav", SampleMedia.Wav(1) },
        { "audio/mpeg", "a.mp3", SampleMedia.Mp3(3) },
        { "audio/mpeg", "a.mp3", [.. "ID3"u8, 3, 0, 0, 0, 0, 0, 20, .. new byte[20], .. SampleMedia.Mp3(3)] },
        { "audio/aac", "a.aac", [0xFF, 0xF1, 0x50, 0x80, 0x02, 0x1F, 0xFC, 0] },
        { "audio/flac", "a.flac", [.. "fLaC"u8, .. new byte[40]] },
        { "audio/ogg", "a.opus", [.. "OggS"u8, .. new byte[24], .. "OpusHead"u8] },
        { "video/webm", "a.webm", [0x1A, 0x45, 0xDF, 0xA3, 0x87, 0x42, 0x82, 0x84, .. "webm"u8] },
        { "video/x-matroska", "a.mkv", [0x1A, 0x45, 0xDF, 0xA3, 0x8B, 0x42, 0x82, 0x88, .. "matroska"u8] },
        { "application/pdf", "C:\\Users\\me\\sheet.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n") },
        { Word, "a.docx", SampleMedia.Office(Word + ".main+xml") },
        { Excel, "a.xlsx", SampleMedia.Office(Excel + ".main+xml", "xl/workbook.xml") },
        { PowerPoint, "a.pptx", SampleMedia.Office(PowerPoint + ".main+xml") },
        { "image/png", "a.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] },
        { "image/jpeg", "a.JPEG", [0xFF, 0xD8, 0xFF, 0xE0] },
        { "image/webp", "a.webp", [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8] },
        { "image/gif", "a.gif", Encoding.ASCII.GetBytes("GIF89a") },
        { "application/pdf", "no-extension", Encoding.ASCII.GetBytes("%PDF-1.4") },
    };

    public static TheoryData<string, string, byte[]> Refused => new()
    {
        { "empty", "a.mp4", [] },
        { "SVG", "a.svg", Encoding.UTF8.GetBytes("\uFEFF <?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>") },
        { "SVG", "a.png", Encoding.Unicode.GetBytes("<svg/>") },
        { "web page", "a.pdf", Encoding.UTF8.GetBytes("  <!doctype html><script>") },
        { "program", "a.exe", Encoding.ASCII.GetBytes("MZ\u0090") },
        { "program", "a.mp3", [0x7F, .. "ELF"u8] },
        { "program", "a.wav", Encoding.ASCII.GetBytes("#!/bin/sh") },
        { "old Office", "a.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] },
        { "macros", "a.docx", SampleMedia.Office(Word + ".main+xml", "word/vbaProject.bin") },
        { "archive", "a.docx", SampleMedia.Office("text/plain") },
        { "damaged", "a.docx", SampleMedia.Office(Word + ".main+xml", "../../evil") },
        { "damaged", "a.docx", SampleMedia.Office(Word + ".main+xml")[..60] },
        { "not known", "a.txt", Encoding.UTF8.GetBytes("only words") },
        { "not known", "a.heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0] },
        { "called “.mp3” but contains MP4", "a.mp3", SampleMedia.Mp4("isom", 1000, 5000) },
        { "called “.exe” but contains PDF", "sheet.pdf.exe", Encoding.ASCII.GetBytes("%PDF-1.7") },
    };

    [Theory]
    [MemberData(nameof(Accepted), DisableDiscoveryEnumeration = true)]
    public async Task WhatTheHubTakes_IsKnownByItsBytes(string contentType, string fileName, byte[] bytes)
    {
        var stream = new MemoryStream(bytes);

        var verdict = await ContentSniffer.InspectAsync(stream, fileName, TestContext.Current.CancellationToken);

        Assert.Null(verdict.Refusal);
        Assert.Equal(contentType, verdict.ContentType);
        Assert.NotNull(verdict.Kind);
        Assert.StartsWith(".", verdict.Extension, StringComparison.Ordinal);
        Assert.Equal(0, stream.Position);
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task WhatItDoesNotTake_IsRefusedWithASentence(string expected, string fileName, byte[] bytes)
    {
        var verdict = await ContentSniffer.InspectAsync(new MemoryStream(bytes), fileName, TestContext.Current.CancellationToken);

        Assert.False(verdict.IsAccepted);
        Assert.Null(verdict.ContentType);
        Assert.Contains(expected, verdict.Refusal, StringComparison.Ordinal);
        Assert.EndsWith(".", verdict.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABombOfAnArchive_IsRefusedQuickly()
    {
        var archive = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(archive, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var types = zip.CreateEntry("[Content_Types].xml").Open();
            types.Write("<Types>"u8);
            var blanks = new byte[1 << 20];
            Array.Fill(blanks, (byte)' ');
            for (var megabyte = 0; megabyte < 200; megabyte++)
            {
                types.Write(blanks);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var verdict = await ContentSniffer.InspectAsync(archive, "a.docx", TestContext.Current.CancellationToken);

        Assert.False(verdict.IsAccepted);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 << 20);
    }

    [Fact]
    public async Task AnyDamage_NeverThrows()
    {
        var random = new Random(3);
        byte[][] samples = [.. Accepted.Select(row => row.Data.Item3)];
        for (var round = 0; round < 2000; round++)
        {
            var bytes = samples[round % samples.Length].ToArray();
            for (var hit = 0; hit < 5 && bytes.Length > 0; hit++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var cut = bytes[..random.Next(bytes.Length + 1)];
            var verdict = await ContentSniffer.InspectAsync(new MemoryStream(cut), "a.mp4", TestContext.Current.CancellationToken);
            Assert.NotEqual(verdict.IsAccepted, verdict.Refusal is not null);
        }
    }
}
