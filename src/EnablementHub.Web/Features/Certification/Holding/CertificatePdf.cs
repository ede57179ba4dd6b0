using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Documents;

namespace EnablementHub.Features.Certification.Holding;

/// <summary>A certificate on paper: A4, landscape.</summary>
internal static class CertificatePdf
{
    private const double Width = 841.89;
    private const double Height = 595.28;
    private const int MaxRecords = 7;
    private const int MaxRecordLength = 100;

    public static byte[] Write(CertificatePage page)
    {
        var certificate = page.Certificate;
        var paper = new PdfPage(Width, Height);
        paper.Colour(0.06, 0.36, 0.38);
        paper.Box(28, 28, Width - 56, Height - 56, 2.5);
        paper.Box(35, 35, Width - 70, Height - 70, 0.6);
        paper.Centre(page.Organisation, 520, 16, isBold: true);
        paper.Colour(0.35, 0.35, 0.35);
        paper.Centre("Certificate", 486, 13);
        paper.Colour(0.1, 0.1, 0.1);
        paper.Centre(certificate.HolderName, 430, 36, isBold: true);
        paper.Centre(certificate.IsRenewal ? "has renewed the certification" : "has earned the certification", 400, 13);
        paper.Centre(certificate.Title, 362, 26, isBold: true);
        paper.Centre($"Earned on {CertificationWords.Day(certificate.EarnedOn)} · valid until {CertificationWords.Day(certificate.ValidUntil)}", 334, 13);
        if (page.State is CertificateState.Revoked or CertificateState.Expired or CertificateState.InGrace)
        {
            paper.Colour(0.7, 0.1, 0.1);
            paper.Centre(page.State == CertificateState.Revoked ? "REVOKED" : "EXPIRED", 308, 16, isBold: true);
        }

        paper.Colour(0.06, 0.36, 0.38);
        paper.Line(170, 294, Width - 170, 294, 0.6);
        paper.Colour(0.25, 0.25, 0.25);
        var y = 274.0;
        paper.Centre("on the basis of", y, 10);
        foreach (var record in certificate.Records.Take(MaxRecords)) paper.Centre(Words(record), y -= 16, 10);
        if (certificate.Records.Count > MaxRecords) paper.Centre($"and {ItemWords.Count(certificate.Records.Count - MaxRecords, "more", "more")}", y - 16, 10);
        paper.Centre($"Number {certificate.Id} · version {certificate.PlanVersion} of the certification · check it here:", 84, 9);
        paper.Colour(0.06, 0.36, 0.38);
        paper.Centre(page.VerifyUrl, 68, 9, url: page.VerifyUrl);
        return paper.Write($"{certificate.Title}: {certificate.HolderName}", page.Organisation);
    }

    public static string NameOf(CertificatePage page) => ItemLinks.Slug($"{page.Certificate.Title} {page.Certificate.HolderName}") is { Length: > 0 } slug ? slug : "certificate";

    private static string Words(CertificateRecord record)
    {
        var title = record.Title.Length > MaxRecordLength ? record.Title[..(MaxRecordLength - 1)] + "…" : record.Title;
        return $"{title}{(record.TargetVersion > 0 ? FormattableString.Invariant($", version {record.TargetVersion}") : "")}{(record.ScorePercent is { } score ? ", " + CertificationWords.Score(score) : "")}";
    }
}
