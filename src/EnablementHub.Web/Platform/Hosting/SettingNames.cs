using System.ComponentModel;
using System.Reflection;
using EnablementHub.Platform.Mail.Smtp;
using EnablementHub.Platform.Settings;

namespace EnablementHub.Platform.Hosting;

/// <summary>Every setting's name and what it may hold, taken from the options themselves.</summary>
public static class SettingNames
{
    private static readonly Dictionary<string, Type> Types = new[]
    {
        (OrganisationOptions.Section, typeof(OrganisationOptions)),
        (DatabaseOptions.Section, typeof(DatabaseOptions)),
        (StoreOptions.Section, typeof(StoreOptions)),
        (MediaOptions.Section, typeof(MediaOptions)),
        (LimitOptions.Section, typeof(LimitOptions)),
        (SearchOptions.Section, typeof(SearchOptions)),
        (LinkCheckOptions.Section, typeof(LinkCheckOptions)),
        (NetworkOptions.Section, typeof(NetworkOptions)),
        (SessionSettings.Section, typeof(SessionSettings)),
        (SmtpOptions.Section, typeof(SmtpOptions)),
        (NodeOptions.Section, typeof(NodeOptions)),
        (JobOptions.Section, typeof(JobOptions)),
    }.SelectMany(pair => pair.Item2.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => KeyValuePair.Create($"{pair.Item1}:{property.Name}", property.PropertyType)))
        .Append(KeyValuePair.Create("Urls", typeof(string)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    public static readonly IReadOnlySet<string> All = new HashSet<string>(Types.Keys, StringComparer.OrdinalIgnoreCase);

    /// <summary>The binder would stop the start too, but with a stack instead of a sentence.</summary>
    /// <exception cref="WrongSettingException">The value is no number, or whatever else the setting holds.</exception>
    public static void Refuse(string name, string? value)
    {
        if (!Types.TryGetValue(name, out var type) || value is not { Length: > 0 }) return;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.Equals(typeof(string))) return;
        try
        {
            _ = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or NotSupportedException or OverflowException)
        {
            throw new WrongSettingException($"{name} is \"{value}\", but it takes {Takes(type)}.", error);
        }
    }

    private static string Takes(Type type)
    {
        if (type.Equals(typeof(bool))) return "true or false";
        if (type.IsEnum) return $"one of: {string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant()))}";
        if (type.Equals(typeof(int))) return $"a whole number up to {int.MaxValue}";
        return type.Equals(typeof(long)) ? "a whole number" : "another kind of value";
    }
}
