using System.Globalization;
using AngleSharp.Dom;
using Portal.Platform.Ui;
using static Portal.Tests.Platform.Ui.Drawn;

namespace Portal.Tests.Platform.Ui;

public class BarChartTests
{
    static Task<IDocument> Drawing(params Bar[] bars) => Draw<BarChart>(new
    {
        Id = "c", Title = "Yhteydenotot", Summary = "Eniten kello 9.", Bars = bars, LabelHeader = "Tunti", ValueHeader = "Määrä",
        Scale = (Func<double, string>)(n => n.ToString("0.#", CultureInfo.InvariantCulture)),
    });

    static double Of(IElement drawn, string attribute) => double.Parse(drawn.GetAttribute(attribute)!, CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_drawing_has_a_name_and_a_sentence_and_the_table_every_value()
    {
        var page = await Drawing(new("8", 4, "neljä"), new("9", null, "1–4", UpTo: 4));
        var svg = page.QuerySelector("svg[role=img]")!;
        Assert.Equal(["Yhteydenotot", "Eniten kello 9."], svg.GetAttribute("aria-labelledby")!.Split(' ').Select(id => page.GetElementById(id)!.TextContent));
        Assert.Equal("Yhteydenotot", page.QuerySelector("caption")!.TextContent);
        Assert.Equal(["8", "neljä", "9", "1–4"], page.QuerySelectorAll("tbody th, tbody td").Select(cell => cell.TextContent));
        Assert.Empty(page.QuerySelectorAll("[style]"));
    }

    [Fact]
    public async Task Heights_compare_as_values_do_and_stand_on_the_axis()
    {
        var page = await Drawing(new("8", 10, "10"), new("9", 5, "5"), new("10", 0, "0"), new("11", null, "–"));
        var bars = page.QuerySelectorAll("rect").ToList();
        Assert.Equal(2, bars.Count);
        Assert.Equal(Of(bars[0], "height"), 2 * Of(bars[1], "height"), 0.02);
        var axis = Of(page.QuerySelector(".axis")!, "y1");
        Assert.All(bars, bar => Assert.Equal(axis, Of(bar, "y") + Of(bar, "height"), 0.02));
        Assert.All(bars, bar => Assert.True(Of(bar, "y") >= 0));
    }

    [Fact]
    public async Task A_value_that_is_not_told_is_an_outline()
    {
        var page = await Drawing(new("8", 8, "8"), new("9", null, "1–4", UpTo: 4));
        Assert.Equal([null, "untold"], page.QuerySelectorAll("rect").Select(bar => bar.GetAttribute("class")));
    }

    [Theory]
    [InlineData(0, "0 1")]
    [InlineData(1, "0 1")]
    [InlineData(4, "0 1 2 3 4")]
    [InlineData(7, "0 2 4 6 8")]
    [InlineData(27, "0 10 20 30")]
    [InlineData(190, "0 50 100 150 200")]
    [InlineData(2600, "0 1000 2000 3000")]
    public async Task The_scale_has_round_steps_and_reaches_the_highest(double most, string steps)
    {
        var page = await Drawing(new Bar("8", most, ""));
        Assert.Equal(steps.Split(' '), page.QuerySelectorAll("svg text[text-anchor=end]").Select(t => t.TextContent));
    }

    [Fact]
    public async Task Many_labels_make_room_for_one_another()
    {
        var page = await Drawing([.. Enumerable.Range(0, 24).Select(h => new Bar($"{h}", 1, "1"))]);
        Assert.Equal(12, page.QuerySelectorAll("svg text[text-anchor=middle]").Length);
        Assert.Equal(24, page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Finnish_does_not_put_commas_into_the_drawing()
    {
        var page = await Drawing([.. Enumerable.Range(1, 7).Select(n => new Bar($"{n}", n, ""))]);   // a seventh of the width has decimals
        Assert.All(page.QuerySelectorAll("rect"), bar => Assert.DoesNotContain(',', bar.OuterHtml));
        Assert.Contains('.', page.QuerySelector("rect")!.OuterHtml);
    }
}
