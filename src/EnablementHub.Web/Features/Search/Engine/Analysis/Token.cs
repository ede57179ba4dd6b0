using System.Runtime.InteropServices;

namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>A term with its place in the text it comes from (end exclusive) and in the buffer that holds its letters.</summary>
/// <param name="Unit">Tokens of one number were written without a blank between them, such as <c>24/7</c>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(int Start, int End, int TermStart, int TermLength, int Unit);

/// <summary>What a unit reads when written in one, such as <c>salesforce</c> for <c>sales-force</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JoinedUnit(int FirstToken, int Tokens, int TermStart, int TermLength);
