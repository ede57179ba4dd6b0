using AngleSharp.Dom;

namespace EnablementHub.Platform.Markdown.Foreign;

/// <summary>A table of HTML as one of markdown, whose cells are one line each and span nothing.</summary>
internal static class HtmlTable
{
    private const int MaxColumns = 60;

    internal static string Write(IElement table, Func<IElement, string> cellOf, Action<string> problem)
    {
        var rows = new List<List<string>>();
        var spans = new Dictionary<(int Row, int Column), string>();
        var isMerged = false;
        foreach (var row in table.QuerySelectorAll("tr").Where(row => row.Closest("table") == table))
        {
            var cells = new List<string>();
            foreach (var cell in row.Children.Where(cell => cell.LocalName is "td" or "th"))
            {
                while (spans.TryGetValue((rows.Count, cells.Count), out var above)) cells.Add(above);
                var (wide, high) = (Span(cell, "colspan"), Span(cell, "rowspan"));
                isMerged |= wide > 1 || high > 1;
                for (var down = 1; down < high; down++) spans[(rows.Count + down, cells.Count)] = "";
                cells.Add(cellOf(cell));
                for (var more = 1; more < wide && cells.Count < MaxColumns; more++) cells.Add("");
            }

            if (cells.Count > 0) rows.Add(cells);
        }

        if (rows.Count == 0) return "";
        if (isMerged) problem("Merged cells can't be shown in a table of the hub; the cells beside them stay empty.");
        var width = rows.Max(row => row.Count);
        foreach (var row in rows) row.AddRange(Enumerable.Repeat("", width - row.Count));
        var hasHead = table.QuerySelector("tr")?.QuerySelector("th") is not null;
        if (!hasHead && rows.Count == 1) return string.Join("\n\n", rows[0].Where(cell => cell.Length > 0));
        if (!hasHead && rows.All(row => row.Count == 1)) return string.Join("\n\n", rows.Select(row => row[0]));
        if (!hasHead) rows.Insert(0, [.. Enumerable.Repeat("", width)]);
        var lines = rows.Select(row => "| " + string.Join(" | ", row) + " |").ToList();
        lines.Insert(1, "|" + string.Concat(Enumerable.Repeat(" --- |", width)));
        var caption = table.QuerySelector("caption")?.TextContent.Trim();
        return (string.IsNullOrEmpty(caption) ? "" : $"**{caption}**\n\n") + string.Join('\n', lines);
    }

    private static int Span(IElement cell, string name) => int.TryParse(cell.GetAttribute(name), System.Globalization.CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, MaxColumns) : 1;
}
