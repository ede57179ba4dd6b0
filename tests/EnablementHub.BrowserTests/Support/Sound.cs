using System.Text;

namespace EnablementHub.BrowserTests.Support;

/// <summary>A recording that needs no file in the repository.</summary>
public static class Sound
{
    private const int Rate = 8_000;

    /// <summary>A quiet tone of that many seconds, 16-bit mono WAV.</summary>
    public static byte[] Wav(int seconds)
    {
        var samples = Rate * seconds;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Encoding.ASCII.GetBytes("RIFF"));
        writer.Write(36 + (samples * 2));
        writer.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write(Encoding.ASCII.GetBytes("data"));
        writer.Write(samples * 2);
        for (var sample = 0; sample < samples; sample++) writer.Write((short)(Math.Sin(sample * 2 * Math.PI * 330 / Rate) * 2_000));
        writer.Flush();
        return stream.ToArray();
    }
}
