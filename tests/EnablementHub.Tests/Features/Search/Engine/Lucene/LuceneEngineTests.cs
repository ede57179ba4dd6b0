using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Engine.Lucene;

namespace EnablementHub.Tests.Features.Search.Engine.Lucene;

/// <summary>The promises of every engine, kept by the one on Lucene.Net, and what can befall its directory.</summary>
public sealed class LuceneEngineTests : SearchEngineOracleContract
{
    protected override ISearchEngine Open(string directory) => LuceneEngine.Open(directory);
}
