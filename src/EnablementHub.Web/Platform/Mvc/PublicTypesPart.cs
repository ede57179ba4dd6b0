using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;

namespace EnablementHub.Platform.Mvc;

/// <summary>
/// The program's public types, among which MVC looks for controllers. It would load all types otherwise, most of which the
/// compiler has made for lambdas and asynchronous methods: a tenth of a start.
/// </summary>
internal sealed class PublicTypesPart(Assembly assembly) : ApplicationPart, IApplicationPartTypeProvider
{
    private readonly Lazy<IReadOnlyList<TypeInfo>> _types = new(() => [.. assembly.GetExportedTypes().Select(type => type.GetTypeInfo())]);

    public override string Name => assembly.GetName().Name!;

    public IEnumerable<TypeInfo> Types => _types.Value;

    /// <summary>Takes the places of the parts with all types; those with views stay.</summary>
    public static void TakeOver(ApplicationPartManager parts)
    {
        foreach (var part in parts.ApplicationParts.OfType<AssemblyPart>().ToList())
        {
            var place = parts.ApplicationParts.IndexOf(part);
            parts.ApplicationParts[place] = new PublicTypesPart(part.Assembly);
        }
    }
}
