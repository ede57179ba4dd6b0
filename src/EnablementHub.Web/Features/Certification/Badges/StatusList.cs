using System.Buffers.Text;
using System.IO.Compression;

namespace EnablementHub.Features.Certification.Badges;

/// <summary>Which certificates are revoked, as bits (W3C Bitstring Status List 1.0): so many that asking for the list tells nobody which certificate is looked at.</summary>
public static class StatusList
{
    /// <summary>The least that the standard allows: 16 kB.</summary>
    public const int Length = 131_072;

    public static (int List, int Index) PlaceOf(int certificateId) => (certificateId / Length, certificateId % Length);

    /// <param name="revoked">Numbers within the list.</param>
    /// <returns>GZIP in base64url with the multibase sign for it.</returns>
    public static string Encode(IEnumerable<int> revoked)
    {
        var bits = new byte[Length / 8];
        foreach (var index in revoked) bits[index / 8] |= (byte)(0x80 >> (index % 8));
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(bits);
        return "u" + Base64Url.EncodeToString(packed.ToArray());
    }
}
