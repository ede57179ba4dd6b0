using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EnablementHub.Features.Api.Bodies;
using EnablementHub.Features.Api.Facets;
using EnablementHub.Features.Api.Items;
using EnablementHub.Features.Api.Paging;
using EnablementHub.Features.Api.People;
using EnablementHub.Features.Api.UsageEvents;
using EnablementHub.Features.Search.Api;
using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Api.OpenApi;

/// <summary>One example of everything that is sent and answered; a test holds each against its description.</summary>
internal static class ApiExamples
{
    private static readonly JsonSerializerOptions Answers = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Bodies = new(Answers) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly DateTimeOffset Morning = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly PersonRef Lena = new(7, "Lena Lead");

    private static readonly Dictionary<Type, object> All = new object[]
    {
        new NewItem { Kind = "playbook", Title = "Price talks with a CFO", Summary = "What to say before the first number", Body = "## Know\n\nWhat an hour of stoppage costs.", Facets = Of("pricing"), Tags = ["price"], ExternalId = "wiki/17" },
        new ItemChange { Summary = "What to say before the first number falls", ExpireOn = new DateOnly(2026, 12, 31) },
        new WholeItem { Kind = "playbook", Title = "Price talks with a CFO", Body = "## Know\n\nWhat an hour of stoppage costs.", Facets = Of("pricing") },
        new PublishBody { Verified = true, Note = "New numbers for 2026" },
        new EndBody { SuccessorId = 43 },
        Item,
        new VersionAnswer(2, "Price talks with a CFO", Lena, Morning, Morning, "New numbers for 2026", IsMajor: false, IsLive: true, IsPending: false),
        new VersionTextAnswer(2, "Price talks with a CFO", "What to say before the first number", "## Know\n\nWhat an hour of stoppage costs.", "", "", "", null, null, Lena, Morning, Morning, "New numbers for 2026", IsMajor: false, IsLive: true, IsPending: false),
        new FacetGroupAnswer("topic", "Topic", AllowsSeveral: true, [new FacetValueAnswer(3, "topic", "pricing", "Pricing", IsRetired: false)]),
        new FacetValueAnswer(3, "topic", "pricing", "Pricing", IsRetired: false),
        new NewFacetValue { Label = "Pricing" },
        new FacetChange { IsRetired = true },
        new PersonAnswer(12, "Nina Neu", "nina@example.com", "invited", ["rep"], [2], "Europe/Berlin", new DateOnly(2026, 3, 2), Morning),
        new NewPerson { Name = "Nina Neu", Email = "nina@example.com", Roles = ["rep"], TeamIds = [2], StartedOn = new DateOnly(2026, 3, 2) },
        new PersonChange { Roles = ["rep", "expert"] },
        new TeamAnswer(2, "Nordics", 14),
        new TeamBody { Name = "Nordics" },
        new EventsBody { Events = [new EventBody { Id = "5f0c6a3e", Type = "view", ItemId = 42 }, new EventBody { Id = "9b1d77f0", Type = "play", ItemId = 42, At = Morning, Ranges = [[0, 12.5], [40, 61]], Position = 61 }] },
        new EventsAnswer(1, 0, [new RefusedEvent(1, "9b1d77f0", "The item has no recording that could be played.")]),
        new ApiAnswer(1, new ApiQuery("price", null), [new ApiHit(42, "clip", "Price to a CFO", "/items/42", "What an hour of stoppage costs", 7.1, "/media/17", [new ApiCue(12.25, 19.5, "Maria Lund", "Then we look at the price together.")])], new Dictionary<string, IReadOnlyList<ApiFacet>>(StringComparer.Ordinal) { ["topic"] = [new ApiFacet("pricing", "Pricing", 1)] }),
        new ApiSuggestion("Price to a CFO", "item", "/items/42"),
        new UsageDayAnswer(42, new DateOnly(2026, 3, 9), 31, 18, 2, 16, 1840.5),
    }.ToDictionary(example => example.GetType());

    private static ItemAnswer Item => new()
    {
        Id = 42,
        ExternalId = "wiki/17",
        Kind = "playbook",
        State = "published",
        Trust = "verified",
        Title = "Price talks with a CFO",
        Summary = "What to say before the first number",
        Body = "## Know\n\nWhat an hour of stoppage costs.",
        Context = "",
        Recap = "",
        CheatSheet = "",
        LinkUrl = null,
        Language = "en",
        Use = "internal",
        Owner = Lena,
        Audience = [],
        Facets = Of("pricing"),
        Tags = ["price"],
        ReleaseOn = null,
        ExpireOn = null,
        SuccessorId = null,
        Version = 2,
        LiveVersion = 2,
        PendingVersion = null,
        ChangeOn = null,
        CreatedAt = Morning.AddDays(-30),
        ChangedAt = Morning,
        PublishedAt = Morning,
        VerifiedAt = Morning,
        ReviewDueOn = new DateOnly(2026, 6, 8),
        Media = null,
        HasCaptions = false,
        Url = "/items/42/price-talks-with-a-cfo",
    };

    /// <summary>Null where the type has none.</summary>
    public static JsonNode? Of(Type? type)
    {
        if (type is null) return null;
        if (type.IsGenericType && type.GetGenericTypeDefinition().Equals(typeof(ApiPage<>))) return new JsonObject { ["items"] = new JsonArray(Of(type.GetGenericArguments()[0])), ["next"] = "aTo0Mjow" };
        if (type.IsGenericType && type.GetGenericTypeDefinition().Equals(typeof(IReadOnlyList<>))) return new JsonArray(Of(type.GetGenericArguments()[0]));
        return All.TryGetValue(type, out var example) ? JsonSerializer.SerializeToNode(example, type, example is ApiBody ? Bodies : Answers) : null;
    }

    public static JsonNode? Of(ProblemAnswer kind) => JsonSerializer.SerializeToNode(
        new ProblemBody($"{ProblemAnswer.Explanations}#{kind.Slug}", kind.Title, kind.Status, kind.Detail, "4bf92f3577b34da6a3ce929d0e0e4736")
        {
            Errors = kind.Status == 400 ? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["title"] = ["title must be given."] } : null,
        },
        Answers);

    private static Dictionary<string, IReadOnlyList<string>> Of(string topic) => new(StringComparer.Ordinal) { ["topic"] = [topic] };
}
