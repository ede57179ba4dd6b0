using System.Xml;
using System.Xml.Linq;
using EnablementHub.Features.Quizzes.Writing;

namespace EnablementHub.Features.Quizzes.Exchange.Qti;

/// <summary>
/// Reads simple items of QTI 2.1: choice, order, match and text entry. The XML may define nothing and fetch nothing: no
/// document type, no entities, no files or addresses.
/// </summary>
public static class QtiReader
{
    private const int MaxDepth = 64;

    public static ImportedText Read(string text)
    {
        var questions = new List<ImportedQuestion>();
        var notes = new List<ImportNote>();
        try
        {
            var document = Load(text);
            var items = document.Descendants().Where(element => element.Name.LocalName == "assessmentItem").ToList();
            if (items.Count == 0) notes.Add(new ImportNote(LineOf(document.Root!), document.Root!.Name.LocalName, "There is no assessmentItem in it. Choose the XML file of a question, not that of a test or package."));
            foreach (var item in items)
            {
                var (values, sentence, left) = QtiItem.Read(item);
                sentence ??= ImportRules.ProblemOf(values!);
                var begins = ImportedText.Begin((string?)item.Attribute("title") ?? (string?)item.Attribute("identifier") ?? "assessmentItem");
                if (sentence is not null) notes.Add(new ImportNote(LineOf(item), begins, sentence));
                else
                {
                    questions.Add(new ImportedQuestion(LineOf(item), values!));
                    if (left is not null) notes.Add(new ImportNote(LineOf(item), begins, left));
                }
            }
        }
        catch (XmlException error)
        {
            notes.Add(new ImportNote(Math.Max(1, error.LineNumber), "", error.Message.Contains("DTD", StringComparison.Ordinal) ? "It has a document type (DTD), which is not read for safety. Take the line with <!DOCTYPE … > away." : $"It is no well-formed XML: {error.Message}"));
        }

        return new ImportedText(questions, notes);
    }

    internal static int LineOf(XObject node) => node is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 1;

    private static XDocument Load(string text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = ImportedText.MaxLength, MaxCharactersFromEntities = 1 };
        using (var look = XmlReader.Create(new StringReader(text), settings))
        {
            while (look.Read())
            {
                if (look.Depth > MaxDepth) throw new XmlException($"elements stand more than {MaxDepth} deep in each other.", null, ((IXmlLineInfo)look).LineNumber, 0);
            }
        }

        using var reader = XmlReader.Create(new StringReader(text), settings);
        return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
    }
}
