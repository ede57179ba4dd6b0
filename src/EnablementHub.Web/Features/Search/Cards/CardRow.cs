using EnablementHub.Features.Shared.Components.Items;

namespace EnablementHub.Features.Search.Cards;

/// <summary>A card as a row in a list outside of search.</summary>
/// <param name="Place">Names the list, since an item may stand in several on one page.</param>
/// <param name="Note">Stands among the facts instead of the length; empty for none.</param>
/// <param name="Start">Seconds at which playing begins; null for the start.</param>
public sealed record CardRow(ContentCard Card, TrustMark Trust, string Place, string Note = "", double? Start = null);
