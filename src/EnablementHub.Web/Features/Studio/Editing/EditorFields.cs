using System.Globalization;
using System.Text.Json;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Studio.Editing;

/// <summary>
/// What an editor's form holds, exactly as typed. A field that is absent was not on the form and stays as it is; an empty
/// one was emptied. The model binder knows no such difference, and refuses a wrong date without keeping it.
/// </summary>
public sealed class EditorFields
{
    public const string Everyone = "everyone";
    public const string Some = "some";
    public const string External = "external";
    public const string Internal = "internal";
    public const string FacetsShown = "FacetsShown";
    public const string AudienceKind = "AudienceKind";
    public const string Facets = "Facets";
    public const string Tags = "Tags";
    public const string Weight = "Weight";
    public const string Major = "major";
    public const string From = nameof(PublishRequest.From);
    public const string Verifier = "Verifier";
    public const string Audience = nameof(ItemDetails.Audience);

    private static readonly string[] Names =
    [
        nameof(VersionContent.Title), nameof(VersionContent.Summary), nameof(VersionContent.Body), nameof(VersionContent.Context), nameof(VersionContent.Recap),
        nameof(VersionContent.CheatSheet), nameof(VersionContent.LinkUrl), nameof(VersionContent.LengthOverride), nameof(VersionContent.Note),
        nameof(ItemDetails.OwnerId), Verifier, nameof(ItemDetails.BackupId), nameof(ItemDetails.Language), nameof(ItemDetails.Use), AudienceKind, Audience, FacetsShown, Facets, Tags,
        nameof(ItemDetails.ReleaseOn), nameof(ItemDetails.ExpireOn), nameof(ItemDetails.SuccessorId), Weight, From,
    ];

    private readonly Dictionary<string, string[]> _values;

    private EditorFields(Dictionary<string, string[]> values) => _values = values;

    public static EditorFields FromForm(IFormCollection form) =>
        new(Names.Where(form.ContainsKey).ToDictionary(name => name, name => form[name].Select(value => value ?? "").ToArray(), StringComparer.Ordinal));

    /// <summary>Null when it is no object of texts and lists of texts.</summary>
    public static EditorFields? FromJson(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return null;
        var values = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject().Where(property => Names.Contains(property.Name, StringComparer.Ordinal)))
        {
            if (property.Value.ValueKind == JsonValueKind.String) values[property.Name] = [property.Value.GetString()!];
            else if (property.Value.ValueKind == JsonValueKind.Array && property.Value.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.String))
                values[property.Name] = [.. property.Value.EnumerateArray().Select(entry => entry.GetString()!)];
            else return null;
        }

        return new EditorFields(values);
    }

    /// <param name="changeOn">The day on which what waits goes live, where one is chosen.</param>
    public static EditorFields Stored(VersionContent content, ItemDetails details, DateOnly? changeOn) => new(new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [nameof(content.Title)] = [content.Title],
        [nameof(content.Summary)] = [content.Summary],
        [nameof(content.Body)] = [content.Body],
        [nameof(content.Context)] = [content.Context],
        [nameof(content.Recap)] = [content.Recap],
        [nameof(content.CheatSheet)] = [content.CheatSheet],
        [nameof(content.LinkUrl)] = [content.LinkUrl ?? ""],
        [nameof(content.LengthOverride)] = [content.LengthOverride],
        [nameof(details.OwnerId)] = [Number(details.OwnerId)],
        [Verifier] = [new VerifierChoice(details.VerifierId, details.VerifierTeamId).ToString()],
        [nameof(details.BackupId)] = [details.BackupId is { } backup ? Number(backup) : ""],
        [nameof(details.Language)] = [details.Language],
        [nameof(details.Use)] = [details.Use == ItemUse.External ? External : Internal],
        [AudienceKind] = [details.Audience.Count == 0 ? Everyone : Some],
        [Audience] = [.. details.Audience],
        [FacetsShown] = ["1"],
        [Facets] = [.. details.FacetValueIds.Select(Number)],
        [Tags] = [string.Join(", ", details.Tags)],
        [nameof(details.ReleaseOn)] = [Day(details.ReleaseOn)],
        [nameof(details.ExpireOn)] = [Day(details.ExpireOn)],
        [nameof(details.SuccessorId)] = [details.SuccessorId is { } id ? Number(id) : ""],
        [From] = [Day(changeOn)],
    });

    public string ToJson() => JsonSerializer.Serialize(_values);

    /// <summary>The first value, or empty.</summary>
    public string this[string name] => Text(name) ?? "";

    public bool Has(string name, string value) => _values.TryGetValue(name, out var values) && values.Contains(value, StringComparer.Ordinal);

    /// <summary>What is absent here comes from there, so that a page can show every field.</summary>
    public EditorFields Over(EditorFields stored)
    {
        var merged = new Dictionary<string, string[]>(stored._values, StringComparer.Ordinal);

        // Unchecked boxes send nothing at all: their markers say that the form had them.
        if (_values.ContainsKey(FacetsShown)) merged.Remove(Facets);
        if (_values.ContainsKey(AudienceKind)) merged.Remove(Audience);
        foreach (var (name, values) in _values) merged[name] = values;
        return new EditorFields(merged);
    }

    public VersionContent ReadContent(VersionContent stored) => stored with
    {
        Title = Text(nameof(stored.Title)) ?? stored.Title,
        Summary = Text(nameof(stored.Summary)) ?? stored.Summary,
        Body = Text(nameof(stored.Body)) ?? stored.Body,
        Context = Text(nameof(stored.Context)) ?? stored.Context,
        Recap = Text(nameof(stored.Recap)) ?? stored.Recap,
        CheatSheet = Text(nameof(stored.CheatSheet)) ?? stored.CheatSheet,
        LinkUrl = Text(nameof(stored.LinkUrl)) ?? stored.LinkUrl,
        LengthOverride = Text(nameof(stored.LengthOverride)) ?? stored.LengthOverride,
        Note = Text(nameof(stored.Note)) ?? "",
    };

    /// <summary>What can't be read stays as stored, and is named among the problems.</summary>
    public ItemDetails ReadDetails(ItemDetails stored, List<FieldProblem> problems)
    {
        var audience = Text(AudienceKind) switch
        {
            Everyone => [],
            Some when _values.TryGetValue(Audience, out var grants) && grants.Length > 0 => grants,
            Some => Refuse<IReadOnlyList<string>>(Audience, "Choose at least one team or role, or everyone.", stored.Audience),
            _ => stored.Audience,
        };
        var named = new VerifierChoice(stored.VerifierId, stored.VerifierTeamId);
        var verifier = Text(Verifier) is { } typed ? VerifierChoice.Read(typed) ?? Refuse(Verifier, "Choose the verifier from the list.", named) : named;
        return stored with
        {
            OwnerId = Text(nameof(stored.OwnerId)) is { } owner ? FormNumber.Read(owner) ?? Refuse(nameof(stored.OwnerId), "Choose the owner from the list.", stored.OwnerId) : stored.OwnerId,
            VerifierId = verifier.PersonId,
            VerifierTeamId = verifier.TeamId,
            BackupId = Text(nameof(stored.BackupId)) is { } backup
                ? backup.Length == 0 ? null : FormNumber.Read(backup) ?? Refuse(nameof(stored.BackupId), "Choose the backup from the list.", stored.BackupId)
                : stored.BackupId,
            Language = Text(nameof(stored.Language)) ?? stored.Language,
            Use = Text(nameof(stored.Use)) switch
            {
                null => stored.Use,
                Internal => ItemUse.Internal,
                External => ItemUse.External,
                _ => Refuse(nameof(stored.Use), "Choose internal or external.", stored.Use),
            },
            Audience = audience,
            FacetValueIds = ReadFacets(stored.FacetValueIds),
            Tags = Text(Tags)?.Split([',', ';', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? stored.Tags,
            ReleaseOn = ReadDay(nameof(stored.ReleaseOn), stored.ReleaseOn),
            ExpireOn = ReadDay(nameof(stored.ExpireOn), stored.ExpireOn),
            SuccessorId = Text(nameof(stored.SuccessorId)) is { } successor
                ? successor.Trim().Length == 0 ? null : ItemLinks.ReadNumber(successor) ?? Refuse(nameof(stored.SuccessorId), "Choose the successor from the titles that are offered, or paste the address of its page.", stored.SuccessorId)
                : stored.SuccessorId,
        };

        T Refuse<T>(string field, string sentence, T kept)
        {
            problems.Add(new FieldProblem(field, sentence));
            return kept;
        }

        IReadOnlyList<int> ReadFacets(IReadOnlyList<int> kept)
        {
            if (!_values.ContainsKey(FacetsShown)) return kept;
            var chosen = _values.GetValueOrDefault(Facets, []).Where(value => value.Length > 0).Select(FormNumber.Read).ToList();
            return chosen.Contains(null) ? Refuse(Facets, "One of the chosen values can't be read. Choose again.", kept) : [.. chosen.OfType<int>()];
        }

        DateOnly? ReadDay(string field, DateOnly? kept)
        {
            if (Text(field) is not { } text) return kept;
            return TryReadDay(text, out var day) ? day : Refuse(field, $"Enter the {(field == nameof(stored.ReleaseOn) ? "first" : "last")} day as year, month and day, for example 2026-03-31.", kept);
        }
    }

    /// <summary>The day on which a change goes live; null: at once. What can't be read is named among the problems.</summary>
    public DateOnly? ReadFrom(List<FieldProblem> problems)
    {
        if (TryReadDay(this[From], out var day)) return day;
        problems.Add(new FieldProblem(From, "Enter the day of the change as year, month and day, for example 2026-03-31, or leave it empty."));
        return null;
    }

    private static bool TryReadDay(string text, out DateOnly? day)
    {
        day = null;
        if (text.Trim().Length == 0) return true;
        if (!DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) || read.Year is <= 1999 or >= 2200) return false;
        day = read;
        return true;
    }

    private string? Text(string name) => _values.TryGetValue(name, out var values) && values.Length > 0 ? values[0] : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
