namespace EnablementHub.Platform.Mvc;

/// <summary>The problems that an address answers with, beside those of all.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ApiAnswersAttribute(params int[] statuses) : Attribute
{
    public IReadOnlyList<int> Statuses => statuses;
}

/// <summary>Its answer carries an ETag.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TagsAnswerAttribute : Attribute;

/// <summary>Holds only for the state that If-Match names, where it is sent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class TakesIfMatchAttribute : Attribute;

/// <summary>Is refused without If-Match.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsIfMatchAttribute : TakesIfMatchAttribute;

/// <summary>Parameters that an action reads from the address by itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TakesParametersAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names => names;
}
