using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Portal.Platform.Ui;
using Portal.Platform.Web;
using static Portal.Tests.Platform.Ui.Drawn;

namespace Portal.Tests.Platform.Ui;

public class LineChartTests
{
    static readonly DateTimeOffset monday = new DateOnly(2026, 11, 23).StartsAt();

    static ChartPoint P(int day, decimal value, PointMark mark = PointMark.None) => new(monday.AddDays(day).AddHours(8), value, mark);

    static Task<IDocument> Drawing(IReadOnlyList<ChartLine> lines, ChartBand? band = null, int days = 7, string language = "fi", IReadOnlyList<ChartRow>? rows = null) => Draw<LineChart>(new
    {
        Id = "c", Title = "Verenpaine", Summary = "Yläpaine laski.", Lines = lines, From = monday, To = monday.AddDays(days), Band = band,
        Headers = new[] { "Milloin", "Tulos" }, Rows = rows ?? [],
    }, language: language);

    /// <summary>Where the parts of a path begin.</summary>
    static List<(double X, double Y)> Starts(IElement? path) => [.. Regex.Matches(path!.GetAttribute("d")!, @"[ML]([\d.]+) ([\d.]+)").Select(m => (Number(m.Groups[1].Value), Number(m.Groups[2].Value)))];

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_drawing_has_a_name_and_a_sentence_and_the_table_every_value()
    {
        var page = await Drawing([new("Yläpaine", [P(0, 148), P(1, 132)])], rows: [new(["ma 8.00", "148"]), new(["ti 8.00", "132"])]);
        var svg = page.QuerySelector("svg[role=img]")!;
        Assert.Equal(["Verenpaine", "Yläpaine laski."], svg.GetAttribute("aria-labelledby")!.Split(' ').Select(id => page.GetElementById(id)!.TextContent));
        Assert.Equal("Verenpaine", page.QuerySelector("details table caption")!.TextContent);
        Assert.Equal(["ma 8.00", "148", "ti 8.00", "132"], page.QuerySelectorAll("tbody th[scope=row], tbody td").Select(cell => cell.TextContent));
        Assert.Empty(page.QuerySelectorAll("[style]"));
    }

    [Fact]
    public async Task Later_is_further_right_and_more_is_higher()
    {
        var page = await Drawing([new("Yläpaine", [P(0, 120), P(3, 140), P(6, 130)])]);
        var at = Starts(page.QuerySelector(".line"));
        Assert.Equal(3, at.Count);
        Assert.True(at[0].X < at[1].X && at[1].X < at[2].X);
        Assert.True(at[1].Y < at[2].Y && at[2].Y < at[0].Y);
        Assert.Equal((at[1].X - at[0].X) * 2, at[2].X - at[0].X, 0.3);
        Assert.All(at, p => Assert.InRange(p.Y, LineScale.Top, LineScale.Bottom));
        Assert.All(at, p => Assert.InRange(p.X, LineScale.Left, LineScale.Right));
    }

    [Fact]
    public async Task The_line_is_broken_where_days_are_missing()
    {
        var page = await Drawing([new("Yläpaine", [P(0, 120), P(1, 121), P(4, 122), P(5, 123)])]);
        Assert.Equal("MLML", string.Concat(page.QuerySelector(".line")!.GetAttribute("d")!.Where(char.IsLetter)));
        Assert.Equal(4, Starts(page.QuerySelector(".dots")).Count);
    }

    [Fact]
    public async Task What_is_special_has_a_shape_and_the_key_says_which()
    {
        var page = await Drawing([new("Yläpaine", [P(0, 120), P(1, 182, PointMark.Outlier), P(2, 190, PointMark.Danger), P(3, 125, PointMark.Other)]), new("Alapaine", [P(0, 80)], true)],
            new ChartBand(85, 135, "tavoite alle 135/85"));
        Assert.Single(Starts(page.QuerySelector(".outlier")));
        Assert.Single(Starts(page.QuerySelector(".danger")));
        Assert.Single(Starts(page.QuerySelector(".other")));
        Assert.Equal(3, Starts(page.QuerySelector(".line:not(.dashed)")).Count);   // a ring stands by itself
        Assert.NotNull(page.QuerySelector(".line.dashed"));
        var key = page.QuerySelector("figcaption")!.TextContent;
        foreach (var word in (string[])["Viiva: Yläpaine.", "Katkoviiva: Alapaine.", "Varjostettu alue: tavoite alle 135/85.", "Kolmio:", "Vinoneliö:", "Rengas:"]) Assert.Contains(word, key);
        Assert.DoesNotContain("Pystyviiva", key);
    }

    [Fact]
    public async Task The_target_lies_where_its_values_do_and_an_open_one_reaches_the_edge()
    {
        var closed = (await Drawing([new("Yläpaine", [P(0, 85), P(1, 135)])], new ChartBand(85, 135, ""))).QuerySelector(".band")!;
        var open = (await Drawing([new("Yläpaine", [P(0, 100), P(1, 160)])], new ChartBand(null, 135, ""))).QuerySelector(".band")!;
        Assert.Equal(LineScale.Bottom, Number(open.GetAttribute("y")!) + Number(open.GetAttribute("height")!), 0.2);
        Assert.True(Number(open.GetAttribute("y")!) > LineScale.Top);
        var page = await Drawing([new("Yläpaine", [P(0, 85), P(1, 135)])], new ChartBand(85, 135, ""));
        var line = Starts(page.QuerySelector(".line"));
        Assert.Equal(line[1].Y, Number(closed.GetAttribute("y")!), 0.2);
        Assert.Equal(line[0].Y, Number(closed.GetAttribute("y")!) + Number(closed.GetAttribute("height")!), 0.2);
    }

    [Fact]
    public async Task Means_show_their_range()
    {
        var page = await Drawing([new("Yläpaine", [new(monday.AddDays(1), 130, Lowest: 120, Highest: 150), new(monday.AddDays(2), 131, Lowest: 131, Highest: 131)])]);
        Assert.Equal("MV", string.Concat(page.QuerySelector(".range")!.GetAttribute("d")!.Where(char.IsLetter)));
        Assert.Contains("Pystyviiva", page.QuerySelector("figcaption")!.TextContent);
    }

    [Theory]
    [InlineData("fi", 7, "ma ti ke to pe la su")]
    [InlineData("sv", 7, "mån tis ons tors fre lör sön")]
    [InlineData("en", 7, "Mon Tue Wed Thu Fri Sat Sun")]
    [InlineData("fi", 31, "23.11. 30.11. 7.12. 14.12. 21.12.")]
    [InlineData("fi", 365, "joulu helmi huhti kesä elo loka")]
    public async Task Days_are_named_in_the_pages_language(string language, int days, string labels)
    {
        var page = await Drawing([new("Yläpaine", [P(0, 120)])], days: days, language: language);
        Assert.Equal(labels, string.Join(' ', page.QuerySelectorAll("svg text[text-anchor=middle]").Select(t => t.TextContent)));
    }

    [Theory]
    [InlineData("118 142", "110 120 130 140 150")]
    [InlineData("4.1 11.9", "4 6 8 10 12")]
    [InlineData("36.6 36.6", "34 35 36 37 38 39")]
    [InlineData("33.3", "31 32 33 34 35 36")]
    [InlineData("0", "0 0,5 1")]
    public async Task The_scale_has_round_steps_around_the_values(string values, string steps)
    {
        var page = await Drawing([new("Arvo", [.. values.Split(' ').Select((v, i) => P(i, decimal.Parse(v, CultureInfo.InvariantCulture)))])]);
        Assert.Equal(steps.Split(' '), page.QuerySelectorAll("svg text[text-anchor=end]").Select(t => t.TextContent));
    }

    [Fact]
    public async Task Finnish_does_not_put_commas_into_the_paths()
    {
        var page = await Drawing([new("Glukoosi", [P(0, 6.15m), P(1, 7.3m)])]);
        Assert.All(page.QuerySelectorAll("path, rect"), part => Assert.DoesNotContain(',', part.OuterHtml));
    }

    [Fact]
    public async Task Names_are_written_safely()
    {
        var page = await Drawing([new("<b>Yläpaine</b>", [P(0, 120)])], new ChartBand(1, 2, "<i>"));
        Assert.Empty(page.QuerySelectorAll("b, i"));
    }
}
