namespace EnablementHub.Features.Library;

/// <summary>What an item is. Stored and shown by its slug (<see cref="ItemKinds"/>).</summary>
public enum ItemKind
{
    Clip = 1,
    Playbook = 2,
    TrainingVideo = 3,
    Template = 4,
    Document = 5,
    Link = 6,
}

/// <summary>Names of the kinds: the slug for addresses and the API, the label for people.</summary>
public static class ItemKinds
{
    public static readonly IReadOnlyList<ItemKind> All = Enum.GetValues<ItemKind>();

    public static string Slug(this ItemKind kind) => kind switch
    {
        ItemKind.Clip => "clip",
        ItemKind.Playbook => "playbook",
        ItemKind.TrainingVideo => "training-video",
        ItemKind.Template => "template",
        ItemKind.Document => "document",
        ItemKind.Link => "link",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Label(this ItemKind kind) => kind switch
    {
        ItemKind.Clip => "Clip",
        ItemKind.Playbook => "Playbook",
        ItemKind.TrainingVideo => "Training video",
        ItemKind.Template => "Template",
        ItemKind.Document => "Document",
        ItemKind.Link => "Link",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static ItemKind? FromSlug(string? slug)
    {
        foreach (var kind in All)
        {
            if (string.Equals(kind.Slug(), slug, StringComparison.OrdinalIgnoreCase)) return kind;
        }

        return null;
    }

    /// <summary>Kinds whose media is watched or heard, so that they have a player, captions and progress.</summary>
    public static bool IsPlayable(this ItemKind kind) => kind is ItemKind.Clip or ItemKind.TrainingVideo;

    /// <summary>Days between reviews unless a topic says otherwise (FIELD: pricing 30, playbooks 90, videos and clips 180, evergreen 365).</summary>
    public static int ReviewIntervalDays(this ItemKind kind) => kind switch
    {
        ItemKind.Playbook or ItemKind.Template => 90,
        ItemKind.Clip or ItemKind.TrainingVideo => 180,
        _ => 365,
    };
}
