using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;
using Portal.Platform.Ui;
using static Portal.Tests.Platform.Ui.Drawn;

namespace Portal.Tests.Platform.Ui;

public class PieceTests
{
    [Theory]
    [InlineData(Tone.Info, false, null)]
    [InlineData(Tone.Good, true, "status")]
    [InlineData(Tone.Warn, true, "status")]
    [InlineData(Tone.Alarm, true, "alert")]
    public async Task A_notice_interrupts_only_when_it_must(Tone tone, bool announce, string? role)
    {
        var page = await Draw<Notice>(new { Tone = tone, Announce = announce, ChildContent = Words("Teksti") });
        Assert.Equal(role, page.QuerySelector(".notice")!.GetAttribute("role"));
    }

    [Theory]
    [InlineData(Tone.Info)]
    [InlineData(Tone.Good)]
    [InlineData(Tone.Warn)]
    [InlineData(Tone.Alarm)]
    public async Task A_notice_says_what_its_colour_says(Tone tone)
    {
        var texts = new UiTexts();
        var page = await Draw<Notice>(new { Tone = tone, Title = "Otsikko", ChildContent = Words("Teksti") });
        Assert.StartsWith(texts[$"notice-{tone.ToString().ToLowerInvariant()}"], page.QuerySelector("h2")!.TextContent);
    }

    [Fact]
    public async Task A_change_link_says_what_it_changes()
    {
        var page = await Draw<SummaryRow>(new { Label = "Aika", ChangeHref = "/fi/x", ChildContent = Words("9.40") });
        Assert.Equal("Muuta: Aika", page.QuerySelector("a")!.TextContent);
        Assert.Equal(["dt", "dd", "dd"], page.QuerySelectorAll("dt, dd").Select(e => e.LocalName));
    }

    [Fact]
    public async Task The_step_at_hand_is_marked_and_counted()
    {
        var page = await Draw<Steps>(new { Names = new[] { "Palvelu", "Aika", "Vahvistus" }, Current = 2 });
        var now = page.QuerySelector("[aria-current=step]")!;
        Assert.Equal("Vaihe 2/3: Aika", now.TextContent.Trim());
        Assert.StartsWith("valmis:", page.QuerySelector("li")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_task_is_described_by_its_state()
    {
        var page = await Draw<TaskItem>(new { Id = "t1", Title = "Valitse uusi aika", Href = "/fi/x", State = Words("perjantaihin mennessä") });
        Assert.Equal("perjantaihin mennessä", page.QuerySelector("a")!.DescribedBy().Single().TextContent);
    }

    [Fact]
    public async Task A_table_stays_a_table_whatever_its_display()
    {
        DataColumn<int>[] columns = [new("Kello", n => Words($"{n}.00"), RowHeader: true), new("Kesto", n => Words($"{n} min"), Number: true)];
        var page = await Draw<DataTable<int>>(new { Caption = "Tänään", Columns = (IReadOnlyList<DataColumn<int>>)columns, Rows = (IEnumerable<int>)[8, 9] });
        Assert.Equal("Tänään", page.QuerySelector("caption")!.TextContent);
        Assert.All(page.QuerySelectorAll("thead th"), th => Assert.Equal(("col", "columnheader"), (th.GetAttribute("scope"), th.GetAttribute("role"))));
        Assert.All(page.QuerySelectorAll("tbody th"), th => Assert.Equal(("row", "rowheader"), (th.GetAttribute("scope"), th.GetAttribute("role"))));
        foreach (var (selector, role) in ((string, string)[])[("table", "table"), ("tr", "row"), ("thead, tbody", "rowgroup"), ("td", "cell")])
            Assert.All(page.QuerySelectorAll(selector), e => Assert.Equal(role, e.GetAttribute("role")));
        // The heading repeated before each cell is for the eye only: a screen reader has the real one.
        Assert.All(page.QuerySelectorAll(".cell-label"), label => Assert.Equal("true", label.GetAttribute("aria-hidden")));
    }

    [Fact]
    public async Task A_tag_carries_its_words()
    {
        var page = await Draw<Tag>(new { Tone = Tone.Warn, ChildContent = Words("odottaa") });
        Assert.Equal("odottaa", page.QuerySelector(".tag.warn")!.TextContent);
    }

    [Fact]
    public async Task An_unknown_icon_is_a_fault() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Draw<Icon>(new { Name = "nothing" }));
}
