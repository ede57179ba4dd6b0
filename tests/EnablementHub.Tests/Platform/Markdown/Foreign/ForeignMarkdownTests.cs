using EnablementHub.Platform.Markdown.Foreign;

namespace EnablementHub.Tests.Platform.Markdown.Foreign;

/// <summary>Markdown of other places says the same in the hub's.</summary>
public sealed class ForeignMarkdownTests
{
    [Theory]
    [InlineData("a <b>bold</b> <i>word</i>", "a **bold** *word*")]
    [InlineData("press <kbd>Ctrl</kbd>+<kbd>K</kbd>", "press `Ctrl`+`K`")]
    [InlineData("H<sub>2</sub>O and x<sup>2</sup>", "H~2~O and x^2^")]
    [InlineData("one<br>two<br/>\nthree", "one\\\ntwo\\\nthree")]
    [InlineData("| a | b |\n| --- | --- |\n| one<br>two | x |", "| a | b |\n| --- | --- |\n| one · two | x |")]
    [InlineData("<a href=\"x y.md\">words</a>", "[words](<x y.md>)")]
    [InlineData("see <img src=\"a.png\" alt=\"A\"> here", "see ![A](a.png) here")]
    [InlineData("<!-- a note to editors -->\ntext", "\ntext")]
    [InlineData("before <span style=\"color:red\">red</span> after", "before red after")]
    [InlineData("`<b>` stays, and so does <your-name> alone", "`<b>` stays, and so does <your-name> alone")]
    [InlineData("<div align=\"center\">\n\n**md**\n\n</div>", "\n\n**md**\n\n")]
    [InlineData("<details>\n<summary>More</summary>\n\ntext\n\n</details>", "**More**\n\ntext\n\n")]
    [InlineData("<h2 id=\"x\">Title</h2>", "## Title")]
    [InlineData("<ul><li>one</li><li>two <b>x</b></li></ul>", "- one\n- two **x**")]
    [InlineData("<table><tr><th>A</th><th>B</th></tr>\n\n<tr><td>1</td><td>a|b</td></tr></table>", "| A | B |\n| --- | --- |\n| 1 | a\\|b |")]
    [InlineData("<pre><code class=\"language-js\">let a = 1 &lt; 2;</code></pre>", "```js\nlet a = 1 < 2;\n```")]
    [InlineData("```html\n<b>x</b> {{< x >}}\n```", "```html\n<b>x</b> {{< x >}}\n```")]
    public void Html_BecomesMarkdown(string html, string markdown) => Assert.Equal(markdown, ForeignMarkdown.Convert(html).Text);

    [Theory]
    [InlineData("[a]({{< ref \"page.md\" >}})", "[a](page.md)")]
    [InlineData("[a]({% link _docs/page.md %})", "[a](/_docs/page.md)")]
    [InlineData("[a]({{ site.baseurl }}/page)", "[a](/page)")]
    [InlineData("{% hint style=\"danger\" %}\nCareful\n{% endhint %}", "\n::: caution\n\nCareful\n\n:::\n")]
    [InlineData("{{< youtube abc123 >}}", "[Video](https://www.youtube.com/watch?v=abc123)")]
    [InlineData("{{< figure src=\"a.png\" alt=\"A\" >}}", "![A](<a.png>)")]
    [InlineData("!!! warning \"Look\"\n    One\n\n    Two\n\nafter", "::: warning Look\nOne\n\nTwo\n:::\n\nafter")]
    [InlineData(":::info\ntext\n:::", "::: note\ntext\n:::")]
    [InlineData("[[Page|words]] and ![[p.png]]", "[words](<wiki:Page>) and ![p.png](<wiki:p.png>)")]
    [InlineData("text\n{: .note }\nmore", "text\n\nmore")]
    [InlineData("## Title {#own}", "## Title")]
    [InlineData("[[_TOC_]]\n\ntext", "\n\ntext")]
    public void TagsOfOtherPrograms_BecomeMarkdown(string text, string markdown) => Assert.Equal(markdown, ForeignMarkdown.Convert(text).Text);

    [Theory]
    [InlineData("one\n\n<iframe src=\"https://x.example/v\"></iframe>", 7, "<iframe>")]
    [InlineData("one\n{{< unknown thing >}}", 6, "{{< unknown thing >}}")]
    [InlineData("one\n\n<script>alert(1)</script>", 7, "<script>")]
    [InlineData("one\n{{ page.x }}", 6, "{{ page.x }}")]
    public void WhatHasNoForm_IsNamedWithItsLine(string text, int line, string name)
    {
        var problem = Assert.Single(ForeignMarkdown.Convert(text, firstLine: 5).Problems);
        Assert.Equal(line, problem.Line);
        Assert.Contains(name, problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_AreThoseOfTheFile_WhateverWasPutInBetween()
    {
        var text = ForeignMarkdown.Convert("<p>one</p>\n\n{% hint %}\nx\n{% endhint %}\n\n<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>\n\nlast");
        var lines = text.Text.Split('\n');
        Assert.Equal(9, text.Lines.Of(Array.IndexOf(lines, "last") + 1));
        Assert.Equal(4, text.Lines.Of(Array.IndexOf(lines, "x") + 1));
    }
}
