using EnablementHub.Platform.Hosting;

namespace EnablementHub.Features.Seed;

/// <summary>A seed file that can't be loaded; the message names the file and what to mend.</summary>
public sealed class SeedException(string message, Exception? inner = null) : WrongSettingException(message, inner);
