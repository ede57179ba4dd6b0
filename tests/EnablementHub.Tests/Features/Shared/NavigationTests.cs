using System.Security.Claims;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;

namespace EnablementHub.Tests.Features.Shared;

public sealed class NavigationTests
{
    [Theory]
    [InlineData(HubRoles.Rep, "Home Search Library Playlists Training Onboarding Certifications", false)]
    [InlineData(HubRoles.Expert, "Home Search Library Playlists Training Onboarding Certifications Studio Reviews Approvals", true)]
    [InlineData(HubRoles.Manager, "Home Search Library Playlists Training Onboarding Certifications Team Usage", false)]
    [InlineData(HubRoles.Lead, "Home Search Library Playlists Training Onboarding Certifications Team Studio Reviews Approvals Links Import Archive queue Usage Facets Synonyms Review intervals", true)]
    public void Rooms_AreThoseThatTheRoleMayEnter(string role, string rooms, bool creates)
    {
        var navigation = Navigation.For(Person(role), "/");
        Assert.Equal(rooms, string.Join(' ', navigation.Rooms.Select(room => room.Label)));
        Assert.Equal(creates, navigation.Create.Count > 0);
    }

    [Theory]
    [InlineData("/", "Home")]
    [InlineData("/items/7/the-cost-of-waiting", "Library")]
    [InlineData("/search", "Search")]
    [InlineData("/studio/new/clip", "Studio")]
    public void Current_IsTheRoomOfThePage(string path, string expected) =>
        Assert.Equal(expected, Assert.Single(Navigation.For(Person(HubRoles.Lead), path).Rooms, room => room.IsCurrent).Label);

    [Fact]
    public void BottomBar_KeepsItsLastPlaceForTheRest()
    {
        var navigation = Navigation.For(Person(HubRoles.Lead), "/");
        Assert.True(navigation.HasMore);
        Assert.Equal(4, navigation.BottomBar.Count());
    }

    [Fact]
    public void Strangers_SeeNoRooms() => Assert.Empty(Navigation.For(new ClaimsPrincipal(new ClaimsIdentity()), "/").Rooms);

    private static ClaimsPrincipal Person(string role) => new(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test"));
}
