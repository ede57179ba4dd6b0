using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Storage;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.Options;

namespace EnablementHub.Tests.Platform.Settings;

public sealed class StoreSettingTests
{
    private const string Service = "Store:ServiceUri=https://acme.blob.core.windows.net";

    [Theory]
    [InlineData("Store:Provider is \"s3\". The hub knows directory (the default, nothing to configure) and azure.", "Store:Provider=s3")]
    [InlineData("Store:Provider is azure, so give one of the two: Store:ServiceUri", "Store:Provider=azure")]
    [InlineData("Store:Provider is azure, so give one of the two: Store:ServiceUri", "Store:Provider=azure", Service, "Store:ConnectionString=UseDevelopmentStorage=true")]
    [InlineData("are for Store:Provider=azure; the directory store lies in the data directory", Service)]
    [InlineData("Write it like https://acme.blob.core.windows.net; identities are sent over https only.", "Store:Provider=azure", "Store:ServiceUri=http://acme.blob.core.windows.net")]
    [InlineData("Store:ServiceUri is \"acme\".", "Store:Provider=azure", "Store:ServiceUri=acme")]
    [InlineData("Store:Container is \"Hub_Files\". Use 3 to 63 small letters", "Store:Provider=azure", Service, "Store:Container=Hub_Files")]
    [InlineData("Store:Container is \"a--b\".", "Store:Provider=azure", Service, "Store:Container=a--b")]
    [InlineData("Store:DirectUrlMinutes must lie between 1 and 720.", "Store:DirectUrlMinutes=0")]
    public async Task AWrongStore_StopsTheStart_WithASentence(string sentence, params string[] settings)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHub.StartAsync(settings: settings));

        Assert.Contains(refused.Failures, failure => failure.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountName=acme")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=not base64;EndpointSuffix=core.windows.net")]
    public async Task AWrongConnectionString_StopsTheStart_WithASentence_ThatDoesNotRepeatIt(string connection)
    {
        var refused = await Assert.ThrowsAsync<WrongSettingException>(() => TestHub.StartAsync(settings: ["Store:Provider=azure", "Store:ConnectionString=" + connection]));

        Assert.StartsWith("Store:ConnectionString is not one of an Azure storage account.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(connection, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AServiceWithAnIdentity_IsOpenedWithoutAskingIt()
    {
        var options = new StoreOptions { Provider = StoreOptions.Azure, ServiceUri = "https://acme.blob.core.windows.net" };

        var store = FileStores.Open(options, new DataDirectory(Path.GetTempPath()), TimeProvider.System);

        Assert.Equal("https://acme.blob.core.windows.net", store.DirectUrls!.Origin);
    }
}
