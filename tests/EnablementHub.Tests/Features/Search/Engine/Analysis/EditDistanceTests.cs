using EnablementHub.Features.Search.Engine.Analysis;

namespace EnablementHub.Tests.Features.Search.Engine.Analysis;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("price", "price", 0)]
    [InlineData("pirce", "price", 1)]
    [InlineData("prce", "price", 1)]
    [InlineData("pricee", "price", 1)]
    [InlineData("prise", "price", 1)]
    [InlineData("ca", "abc", 3)]
    [InlineData("negotation", "negotiation", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_CountsInsertionsDeletionsChangesAndSwaps(string typed, string meant, int distance)
    {
        Assert.Equal(distance, EditDistance.Between(typed, meant, most: 5));
        Assert.Equal(Math.Min(distance, 2), EditDistance.Between(typed, meant, most: 1));
    }

    [Fact]
    public void Distance_ToABeginning_IgnoresTheRest()
    {
        Assert.Equal(0, EditDistance.Between("nego", "negotiation", most: 1, prefixOnly: true));
        Assert.Equal(1, EditDistance.Between("nega", "negotiation", most: 1, prefixOnly: true));
        Assert.Equal(2, EditDistance.Between("nxxo", "negotiation", most: 1, prefixOnly: true));
    }
}
