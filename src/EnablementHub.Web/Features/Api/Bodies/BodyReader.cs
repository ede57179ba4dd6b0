using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EnablementHub.Features.Api.Bodies;

/// <summary>Compares JSON with a body's type and says in sentences all that is wrong, before anything is made of it.</summary>
internal static class BodyReader
{
    public const int MaxElements = 10_000;
    private const int MaxShown = 60;

    public static void Check(JsonElement element, Type type, string path, BodyErrors errors)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, "must be a JSON object.");
            return;
        }

        var fields = FieldsOf(type);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (!seen.Add(property.Name)) errors.Add(Shown(at), "is given twice.");
            else if (!fields.TryGetValue(property.Name, out var field)) errors.Add(Shown(at), $"is no field of this request. The fields are: {string.Join(", ", fields.Keys)}.");
            else if (property.Value.ValueKind == JsonValueKind.Null) NoNull(field, at, errors);
            else CheckValue(property.Value, field.PropertyType, at, field.GetCustomAttribute<OneOfAttribute>()?.Values, errors);
        }

        foreach (var (name, field) in fields)
        {
            if (!seen.Contains(name) && IsRequired(field)) errors.Add(path.Length == 0 ? name : $"{path}.{name}", "must be given.");
        }
    }

    public static IReadOnlyDictionary<string, PropertyInfo> FieldsOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), StringComparer.Ordinal);

    public static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute));

    private static void NoNull(PropertyInfo field, string path, BodyErrors errors)
    {
        if (IsRequired(field)) errors.Add(path, "must not be null.");
    }

    private static void CheckValue(JsonElement value, Type type, string path, IReadOnlyList<string>? allowed, BodyErrors errors)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsSubclassOf(typeof(ApiBody))) Check(value, type, path, errors);
        else if (typeof(IDictionary).IsAssignableFrom(type) || IsGeneric(type, typeof(IReadOnlyDictionary<,>))) CheckMap(value, type.GetGenericArguments()[1], path, errors);
        else if (IsGeneric(type, typeof(IReadOnlyList<>))) CheckList(value, type.GetGenericArguments()[0], path, allowed, errors);
        else if (Refusal(value, type) is { } sentence) errors.Add(path, sentence);
        else if (allowed is not null && !allowed.Contains(value.GetString(), StringComparer.Ordinal)) errors.Add(path, $"must be one of: {string.Join(", ", allowed)}.");
    }

    private static void CheckMap(JsonElement value, Type type, string path, BodyErrors errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, "must be a JSON object.");
            return;
        }

        foreach (var entry in value.EnumerateObject())
        {
            var at = Shown($"{path}.{entry.Name}");
            if (entry.Value.ValueKind != JsonValueKind.Null) CheckValue(entry.Value, type, at, allowed: null, errors);
        }
    }

    private static void CheckList(JsonElement value, Type type, string path, IReadOnlyList<string>? allowed, BodyErrors errors)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            errors.Add(path, "must be a JSON array.");
            return;
        }

        if (value.GetArrayLength() > MaxElements)
        {
            errors.Add(path, FormattableString.Invariant($"has {value.GetArrayLength():N0} entries; at most {MaxElements:N0} are read."));
            return;
        }

        var position = 0;
        foreach (var entry in value.EnumerateArray())
        {
            var at = FormattableString.Invariant($"{path}[{position++}]");
            if (entry.ValueKind == JsonValueKind.Null) errors.Add(at, "must not be null.");
            else CheckValue(entry, type, at, allowed, errors);
        }
    }

    private static string? Refusal(JsonElement value, Type type)
    {
        if (type.Equals(typeof(string))) return value.ValueKind == JsonValueKind.String && value.GetString() is not null ? null : "must be a text.";
        if (type.Equals(typeof(bool))) return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false.";
        if (type.Equals(typeof(int))) return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _) ? null : "must be a whole number.";
        if (type.Equals(typeof(double))) return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? null : "must be a number.";
        if (type.Equals(typeof(DateOnly)))
            return value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "must be a day, written like \"2026-03-31\".";
        if (type.Equals(typeof(DateTimeOffset)))
            return value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _) ? null : "must be an instant, written like \"2026-03-31T09:30:00Z\".";
        throw new NotSupportedException($"No body has fields of the type {type}.");
    }

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition().Equals(definition);

    private static string Shown(string path) => path.Length > MaxShown ? path[..MaxShown] + "…" : path;
}

/// <summary>Sentences by field, as many as help.</summary>
internal sealed class BodyErrors
{
    private const int MaxFields = 50;

    private readonly Dictionary<string, List<string>> _sentences = new(StringComparer.Ordinal);

    public bool IsEmpty => _sentences.Count == 0;

    /// <param name="path">The field; empty for the whole body.</param>
    /// <param name="rest">What follows its name.</param>
    public void Add(string path, string rest)
    {
        var field = path.Length == 0 ? "body" : path;
        if (_sentences.TryGetValue(field, out var known)) known.Add($"{field} {rest}");
        else if (_sentences.Count < MaxFields) _sentences.Add(field, [$"{field} {rest}"]);
    }

    public void Tell(string field, string sentence)
    {
        if (_sentences.TryGetValue(field, out var known)) known.Add(sentence);
        else _sentences.Add(field, [sentence]);
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> ToDictionary() => _sentences.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value, StringComparer.Ordinal);
}
