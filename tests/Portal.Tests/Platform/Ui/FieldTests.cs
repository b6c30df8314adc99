using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Portal.Platform.Ui;
using Portal.Tests.House;
using static Portal.Tests.Platform.Ui.Drawn;

namespace Portal.Tests.Platform.Ui;

public class FieldTests
{
    static readonly Choice[] channels = [new("visit", "Käynti"), new("video", "Video", "Tarvitset kameran.")];

    static FormErrors Wrong(string field) => new() { { field, "Kirjoita tämä" } };

    [Fact]
    public async Task A_label_names_its_field()
    {
        var page = await Draw<TextField>(new { Name = "Input.Phone", Label = "Puhelinnumero" });
        var input = page.QuerySelector<IHtmlInputElement>("input")!;
        Assert.Equal("Puhelinnumero", AccessibleName.Of(input));
        Assert.Equal("Input.Phone", input.Name);
        Assert.DoesNotContain('.', input.Id!);
        Assert.False(input.HasAttribute("aria-describedby"));
        Assert.False(input.HasAttribute("aria-invalid"));
    }

    [Fact]
    public async Task An_optional_field_says_so_in_its_label()
    {
        var page = await Draw<TextArea>(new { Name = "Reason", Label = "Syy", Optional = true });
        Assert.Equal("Syy (ei pakollinen)", AccessibleName.Of(page.QuerySelector("textarea")!));
    }

    [Fact]
    public async Task Hint_error_and_limit_describe_the_field_in_this_order()
    {
        var page = await Draw<TextArea>(new { Name = "Reason", Label = "Syy", Hint = "Lyhyesti", MaxLength = (int?)500 }, Wrong("Reason"));
        var field = page.QuerySelector("textarea")!;
        Assert.Equal(["Lyhyesti", "Virhe: Kirjoita tämä", "Voit kirjoittaa enintään 500 merkkiä."], field.DescribedBy().Select(e => e.TextContent));
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Another_fields_error_does_not_touch_it()
    {
        var page = await Draw<TextField>(new { Name = "Phone", Label = "Puhelin" }, Wrong("Email"));
        Assert.Empty(page.QuerySelectorAll(".error, .has-error, [aria-invalid]"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>\" onfocus=\"x")]
    [InlineData("Ääni & ”lainaus”")]
    public async Task What_was_typed_is_kept_and_stays_text(string typed)
    {
        var page = await Draw<TextField>(new { Name = "A", Label = "A", Value = typed });
        var area = await Draw<TextArea>(new { Name = "A", Label = "A", Value = typed });
        Assert.Equal(typed, page.QuerySelector<IHtmlInputElement>("input")!.Value);
        Assert.Equal(typed, area.QuerySelector<IHtmlTextAreaElement>("textarea")!.Value);
        Assert.Empty(page.QuerySelectorAll("script, [onfocus]"));
    }

    [Theory]
    [InlineData("first line\nsecond")]
    [InlineData("\nfirst line empty")]
    [InlineData("")]
    public async Task Line_breaks_typed_are_kept(string typed)
    {
        var page = await Draw<TextArea>(new { Name = "A", Label = "A", Value = typed });
        Assert.Equal(typed, page.QuerySelector<IHtmlTextAreaElement>("textarea")!.Value);
    }

    [Fact]
    public async Task A_select_keeps_the_choice_and_offers_none()
    {
        var page = await Draw<Select>(new { Name = "Channel", Label = "Tapa", Choices = channels, Value = "video", Empty = "Kaikki" });
        var select = page.QuerySelector<IHtmlSelectElement>("select")!;
        Assert.Equal("video", select.Value);
        Assert.Equal(["", "visit", "video"], select.Options.Select(o => o.Value));
    }

    [Fact]
    public async Task Radios_are_one_group_named_by_their_legend()
    {
        var page = await Draw<Radios>(new { Name = "Channel", Label = "Miten haluat tavata?", Choices = channels, Value = "video" }, Wrong("Channel"));
        var group = page.QuerySelector("fieldset")!;
        Assert.Equal("Miten haluat tavata?", group.QuerySelector("legend")!.TextContent.Trim());
        Assert.Equal(["Virhe: Kirjoita tämä"], group.DescribedBy().Select(e => e.TextContent));
        var radios = group.QuerySelectorAll<IHtmlInputElement>("input").ToList();
        Assert.Equal(["Käynti", "Video"], radios.Select(AccessibleName.Of));
        Assert.Equal([false, true], radios.Select(r => r.IsChecked));
        Assert.Equal("Tarvitset kameran.", radios[1].DescribedBy().Single().TextContent);
    }

    [Fact]
    public async Task Nothing_is_chosen_beforehand()
    {
        var page = await Draw<Radios>(new { Name = "Channel", Label = "Tapa", Choices = channels });
        Assert.DoesNotContain(page.QuerySelectorAll<IHtmlInputElement>("input"), r => r.IsChecked);
    }

    [Fact]
    public async Task Checkboxes_keep_every_tick()
    {
        var page = await Draw<Checkboxes>(new { Name = "Channel", Label = "Tavat", Choices = channels, Values = new[] { "visit", "video" } });
        Assert.All(page.QuerySelectorAll<IHtmlInputElement>("input"), box => Assert.True(box.IsChecked && box.Name == "Channel"));
    }

    [Fact]
    public async Task A_checkbox_is_described_by_its_error_and_hint()
    {
        var page = await Draw<Checkbox>(new { Name = "Agree", Label = "Muistuta", Hint = "Tekstiviestillä", Checked = true }, Wrong("Agree"));
        var box = page.QuerySelector<IHtmlInputElement>("input")!;
        Assert.True(box.IsChecked);
        Assert.Equal(2, box.DescribedBy().Count);
    }

    [Fact]
    public async Task A_date_keeps_what_was_typed_even_when_it_is_no_day()
    {
        var page = await Draw<DateField>(new { Name = "Born", Label = "Syntymäaika", Birth = true, Value = new DateInput { Day = "31", Month = "helmi", Year = "1985" } }, Wrong("Born"));
        var parts = page.QuerySelectorAll<IHtmlInputElement>("input").ToList();
        Assert.Equal(["31", "helmi", "1985"], parts.Select(p => p.Value));
        Assert.Equal(["Päivä", "Kuukausi", "Vuosi"], parts.Select(AccessibleName.Of));
        Assert.Equal(["Born.Day", "Born.Month", "Born.Year"], parts.Select(p => p.Name));
        Assert.Equal(["bday-day", "bday-month", "bday-year"], parts.Select(p => p.GetAttribute("autocomplete")));
    }

    [Theory]
    [InlineData("24", "11", "2026", "2026-11-24")]
    [InlineData(" 1 ", "02", "2024", "2024-02-01")]
    [InlineData("29", "2", "2025", null)]
    [InlineData("31", "4", "2025", null)]
    [InlineData("1", "1", "26", null)]
    [InlineData("-1", "1", "2026", null)]
    [InlineData("0", "0", "0", null)]
    [InlineData("1", null, "2026", null)]
    public void A_date_is_read_only_when_it_is_a_day(string? day, string? month, string? year, string? expected) =>
        Assert.Equal(expected, new DateInput { Day = day, Month = month, Year = year }.Read()?.ToString("yyyy-MM-dd"));
}
