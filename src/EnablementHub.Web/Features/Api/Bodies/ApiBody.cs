using System.Text.Json.Serialization;

namespace EnablementHub.Features.Api.Bodies;

/// <summary>What a program sends as JSON. Read strictly: what the hub doesn't know is named and refused.</summary>
public abstract record ApiBody
{
    /// <summary>Names of the fields that were sent, null or not; the others are left as they are by a change.</summary>
    [JsonIgnore]
    internal IReadOnlySet<string> Given { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    internal bool Has(string field) => Given.Contains(field);
}

/// <summary>A text field that may be left out but holds at most so many characters; in the reference only, the writes check it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(params string[] values) : Attribute
{
    public IReadOnlyList<string> Values => values;
}
