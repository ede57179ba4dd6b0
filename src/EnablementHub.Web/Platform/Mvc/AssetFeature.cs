using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace EnablementHub.Platform.Mvc;

/// <summary>Style sheets, scripts and icons: compressed and named by their content, open to everyone.</summary>
public static class AssetFeature
{
    private const string Manifest = "hub.staticwebassets.endpoints.json";

    public static IServiceCollection AddHubAssets(this IServiceCollection services)
    {
        // Pages and answers only; media pass untouched. Antiforgery tokens are masked anew in every page, so compression tells nothing about them.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "application/json", "application/problem+json", "text/vtt"];
        });
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        return services;
    }

    public static void MapHubAssets(this WebApplication app)
    {
        var manifest = Path.Combine(AppContext.BaseDirectory, Manifest);

        // The build writes it beside the program; a test host that lacks it serves no assets.
        if (File.Exists(manifest)) app.MapStaticAssets(manifest).AllowAnonymous();
    }
}
