using System.Net;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Api.Facets;

public sealed class FacetsApiTests
{
    [Fact]
    public async Task Values_AreReadByAll_AndWrittenByLeads()
    {
        await using var hub = await TestHub.StartAsync();
        using var lead = await ApiScript.StartAsync(hub, "Lara Lead", HubRoles.Lead);
        using var rep = await ApiScript.StartAsync(hub, "Rita Rep", HubRoles.Rep);
        var added = (await lead.PostAsync("facets/topic/values", new { label = "Price & discount" }, ("Idempotency-Key", "k"))).Is(HttpStatusCode.Created);
        Assert.Equal(("topic", "price-discount"), (added["group"].GetString(), added["value"].GetString()));
        Assert.Equal(added.Id, (await lead.PostAsync("facets/topic/values", new { label = "Price & discount" }, ("Idempotency-Key", "k"))).Is(HttpStatusCode.Created).Id);
        (await lead.PostAsync("facets/topic/values", new { label = "Price & discount" })).IsProblem(HttpStatusCode.BadRequest, "already", "label");
        (await lead.PostAsync("facets/colour/values", new { label = "Red" })).IsProblem(HttpStatusCode.NotFound);
        (await rep.PostAsync("facets/topic/values", new { label = "Mine" })).IsProblem(HttpStatusCode.Forbidden);
        Assert.Contains("Price & discount", (await rep.GetAsync("facets/topic"))["values"].EnumerateArray().Select(value => value.GetProperty("label").GetString()));
        Assert.True((await lead.SendAsync("PATCH", $"facets/values/{added.Id}", new { isRetired = true })).Is(HttpStatusCode.OK)["isRetired"].GetBoolean());
        (await lead.SendAsync("PATCH", $"facets/values/{added.Id}", new { label = "" })).IsProblem(HttpStatusCode.BadRequest, "Enter a name", "label");
        (await lead.SendAsync("DELETE", $"facets/values/{added.Id}")).Is(HttpStatusCode.NoContent);
        (await lead.SendAsync("DELETE", $"facets/values/{added.Id}")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(9, (await rep.GetAsync("facets")).Json.GetArrayLength());
    }
}
