using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace EnablementHub.Platform.Mvc;

/// <summary>
/// A file of the store, whole or in ranges, by the framework's own rules for ranges and preconditions. Its bytes are read
/// straight into the connection's memory; <see cref="FileStreamResult"/> copies each of them once more on the way.
/// </summary>
/// <param name="content">Can be sought; closed when it has been sent.</param>
internal sealed class StoredFileResult(Stream content, string contentType) : FileResult(contentType)
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        await using var closing = content;
        await context.HttpContext.RequestServices.GetRequiredService<StoredFileSender>().SendAsync(context, this, content);
    }
}

internal sealed class StoredFileSender(ILoggerFactory logging) : FileResultExecutorBase(CreateLogger<StoredFileSender>(logging))
{
    /// <summary>Bytes a read and a flush: each costs two changes of thread, so half as many bytes take a tenth longer.</summary>
    private const int BlockLength = 128 * 1024;

    public async Task SendAsync(ActionContext context, StoredFileResult result, Stream content)
    {
        var (range, rangeLength, serveBody) = SetHeadersAndLog(context, result, content.Length, result.EnableRangeProcessing, result.LastModified, result.EntityTag);
        if (!serveBody) return;
        if (range is not null) content.Seek(range.From!.Value, SeekOrigin.Begin);
        var http = context.HttpContext;
        try
        {
            await SendAsync(http, content, range is null ? content.Length : rangeLength);
        }
        catch (OperationCanceledException)
        {
            // Whoever asked has gone: players do that with every jump.
            http.Abort();
        }
    }

    private static async Task SendAsync(HttpContext http, Stream content, long length)
    {
        var writer = http.Response.BodyWriter;
        for (var left = length; left > 0;)
        {
            var block = writer.GetMemory(BlockLength);
            var read = await content.ReadAsync(left < block.Length ? block[..(int)left] : block, http.RequestAborted);
            if (read == 0) throw new EndOfStreamException("The stored file is shorter than it was a moment ago.");
            writer.Advance(read);
            left -= read;
            if ((await writer.FlushAsync(http.RequestAborted)).IsCompleted) return;
        }
    }
}
