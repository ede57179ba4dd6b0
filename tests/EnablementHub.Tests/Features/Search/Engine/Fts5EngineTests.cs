using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Engine.Fts5;

namespace EnablementHub.Tests.Features.Search.Engine;

public sealed class Fts5EngineTests : SearchEngineContract
{
    protected override ISearchEngine Open(string directory) => Fts5Engine.Open(directory);
}
