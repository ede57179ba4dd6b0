using System.ComponentModel.DataAnnotations;
using EnablementHub.Platform.Mail.Smtp;
using EnablementHub.Platform.Settings;

namespace EnablementHub.Platform.Hosting;

/// <summary>A setting or argument that the hub can't work with; its message is the sentence for the operator.</summary>
public class WrongSettingException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Settings come from <c>hub.json</c> in the data directory, then <c>HUB_…</c> variables, then arguments; the last one wins.</summary>
public static class HubConfiguration
{
    private const string EnvironmentPrefix = "HUB_";

    /// <summary>Quiet frameworks; <c>Logging:Console:FormatterName=json</c> gives one JSON object a line.</summary>
    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",

        // It warns of each page with a form that forbids caching by itself, which the search page rightly does.
        ["Logging:LogLevel:Microsoft.AspNetCore.Antiforgery"] = "Error",

        // It warns of each new key that lies unencrypted, as the content beside it does; docs/operations.md says who may read both.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager"] = "Error",

        // Whoever asks for health is told what is wrong, and a check that throws is logged there; a node that still reads its index is no failure.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "Critical",

        // What keeps the hub from starting is said in a sentence; a stack in front of it hides it.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:IncludeScopes"] = "false",
    };

    public static void Configure(WebApplicationBuilder builder, HubArguments arguments, DataDirectory directory)
    {
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(Defaults);
        try
        {
            builder.Configuration.AddJsonFile(directory.SettingsFile, optional: true, reloadOnChange: false);
        }
        catch (InvalidDataException error)
        {
            throw new WrongSettingException($"{directory.SettingsFile} is not valid JSON: {Innermost(error).Message}", error);
        }

        builder.Configuration.AddEnvironmentVariables(EnvironmentPrefix);

        builder.Configuration.AddInMemoryCollection(Pairs("--set", arguments.Settings));
        RefuseUnknown(builder.Configuration);

        // By default a hub that runs from its build output, as run.sh's does, compresses assets anew with each request, and hardly at all.
        builder.Configuration.AddInMemoryCollection([new("ReloadStaticAssetsAtRuntime", builder.Environment.IsDevelopment() ? "true" : "false")]);
        builder.Services.AddSingleton(arguments);
        builder.WebHost.UseUrls(Addresses(arguments.Urls ?? builder.Configuration["Urls"] ?? HubArguments.DefaultUrl));
    }

    public static void BindOptions(IServiceCollection services, IConfiguration configuration)
    {
        Bind<OrganisationOptions>(OrganisationOptions.Section);
        Bind<DatabaseOptions>(DatabaseOptions.Section);
        Bind<StoreOptions>(StoreOptions.Section);
        Bind<MediaOptions>(MediaOptions.Section);
        Bind<LimitOptions>(LimitOptions.Section);
        Bind<SearchOptions>(SearchOptions.Section);
        Bind<LinkCheckOptions>(LinkCheckOptions.Section);
        Bind<NetworkOptions>(NetworkOptions.Section);
        Bind<SessionSettings>(SessionSettings.Section);
        Bind<SmtpOptions>(SmtpOptions.Section);
        Bind<NodeOptions>(NodeOptions.Section);
        Bind<JobOptions>(JobOptions.Section);

        void Bind<T>(string section)
            where T : class => services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
    }

    /// <summary>One section's options, given apart from the hub's own; wrong ones are refused as they are at start.</summary>
    /// <param name="section">Its name.</param>
    /// <param name="argument">What the settings were given with, for sentences.</param>
    /// <param name="settings">As <c>Section:Name=value</c>.</param>
    public static T Read<T>(string section, string argument, IReadOnlyList<string> settings)
        where T : class, new()
    {
        var pairs = Pairs(argument, settings).ToList();
        var known = SettingNames.All.Where(name => name.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var (name, _) in pairs)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase)) throw new WrongSettingException($"{argument} {name}: here the settings are {string.Join(", ", known)}.");
        }

        pairs.ForEach(pair => SettingNames.Refuse(pair.Key, pair.Value));
        var options = new T();
        new ConfigurationBuilder().AddInMemoryCollection(pairs).Build().GetSection(section).Bind(options);
        var problems = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true)
            ? options
            : throw new WrongSettingException(string.Join(' ', problems.Select(problem => problem.ErrorMessage)));
    }

    private static string[] Addresses(string urls)
    {
        var addresses = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return addresses.Length > 0 && addresses.All(IsAddress)
            ? addresses
            : throw new WrongSettingException($"--urls {urls}: write each address like {HubArguments.DefaultUrl}, or http://*:5080 for every network.");
    }

    private static bool IsAddress(string address)
    {
        try
        {
            var binding = BindingAddress.Parse(address);
            return binding.Scheme is "http" or "https" && binding.Port is >= 0 and <= 65_535;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The same name twice: the last one wins, as everywhere.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Pairs(string argument, IEnumerable<string> settings) =>
        settings.Select(setting => Split(argument, setting)).GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Select(group => group.Last());

    private static KeyValuePair<string, string?> Split(string argument, string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1) throw new WrongSettingException($"{argument} {setting}: write it as Section:Name=value, for example --set Organisation:Name=Acme.");
        return new(setting[..equals], setting[(equals + 1)..]);
    }

    /// <summary>A misspelt name would be ignored silently, so it stops the start instead.</summary>
    private static void RefuseUnknown(IConfiguration configuration)
    {
        foreach (var section in configuration.GetChildren())
        {
            // HUB_TEST_… speaks to the test suites, never to a hub.
            if (section.Key.StartsWith("TEST_", StringComparison.OrdinalIgnoreCase) || string.Equals(section.Key, "Logging", StringComparison.OrdinalIgnoreCase)) continue;
            RefuseUnknownIn(section, SettingNames.All);
        }
    }

    private static void RefuseUnknownIn(IConfigurationSection section, IReadOnlySet<string> known)
    {
        if (known.Contains(section.Path))
        {
            SettingNames.Refuse(section.Path, section.Value);
            return;
        }

        var parts = section.GetChildren().ToList();
        if (parts.Count == 0 && section.Value is null) return;

        // What stands below a section of a section is named by the whole way there, such as Mail:Smtp:Host.
        if (parts.Count == 0 || (section.Path.Contains(':', StringComparison.Ordinal) && !known.Any(name => name.StartsWith(section.Path + ":", StringComparison.OrdinalIgnoreCase)))) throw Unknown(section.Path, known);
        parts.ForEach(part => RefuseUnknownIn(part, known));
    }

    private static WrongSettingException Unknown(string name, IEnumerable<string> known) =>
        new($"There is no setting \"{name}\". The settings are: {string.Join(", ", known)}, and Logging:….");

    public static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
