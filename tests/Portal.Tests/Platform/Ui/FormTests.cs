using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Components;
using Portal.Platform.Ui;
using static Portal.Tests.Platform.Ui.Drawn;

namespace Portal.Tests.Platform.Ui;

public class FormTests
{
    [Fact]
    public async Task The_summary_lists_errors_in_order_and_links_to_each_field()
    {
        var errors = new FormErrors { { "Input.Reason", "Kerro syy" }, { "Born", "Tarkista päivä" } };
        errors.AddForPage("Aika meni toiselle");
        var page = await Draw<ErrorSummary>(new { Errors = errors });
        Assert.Equal(["Kerro syy", "Tarkista päivä", "Aika meni toiselle"], page.QuerySelectorAll("li").Select(li => li.TextContent.Trim()));

        var links = page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")![1..]).ToList();
        var reason = await Draw<TextArea>(new { Name = "Input.Reason", Label = "Syy" });
        var born = await Draw<DateField>(new { Name = "Born", Label = "Päivä" });
        Assert.IsAssignableFrom<IHtmlTextAreaElement>(reason.GetElementById(links[0]));
        Assert.IsAssignableFrom<IHtmlInputElement>(born.GetElementById(links[1]));
        Assert.Equal(2, links.Count);
    }

    [Fact]
    public async Task The_summary_takes_focus_and_is_named()
    {
        var page = await Draw<ErrorSummary>(new { Errors = new FormErrors { { "A", "B" } } });
        var summary = page.QuerySelector(".error-summary")!;
        Assert.True(summary.HasAttribute("autofocus"));
        Assert.Equal("-1", summary.GetAttribute("tabindex"));
        Assert.NotNull(page.GetElementById(summary.GetAttribute("aria-labelledby")!));
        Assert.NotNull(summary.QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task Without_errors_there_is_no_summary()
    {
        var page = await Draw<ErrorSummary>(new { Errors = new FormErrors() });
        Assert.Equal("", page.Body!.TextContent.Trim());
    }

    [Fact]
    public void A_field_keeps_its_first_message()
    {
        var errors = new FormErrors { { "A", "first" }, { "A", "second" } };
        Assert.Equal("first", errors.For("A"));
        Assert.Single(errors);
    }

    [Fact]
    public async Task A_form_hands_its_errors_to_the_fields_inside()
    {
        var page = await Draw<PostForm>(new
        {
            Name = "book", Errors = new FormErrors { { "Reason", "Kerro syy" } },
            ChildContent = Inside<TextField>(("Name", "Reason"), ("Label", "Syy")),
        });
        var form = page.QuerySelector<IHtmlFormElement>("form")!;
        Assert.Equal("post", form.Method);
        Assert.True(form.NoValidate);
        Assert.Equal("Virhe: Kerro syy", form.QuerySelector("input[name=Reason]")!.DescribedBy().Single().TextContent);
    }

    [Fact]
    public async Task An_error_found_when_the_form_is_handled_reaches_a_field_already_drawn()
    {
        var page = await Draw<LatePage>(new { });
        Assert.Equal("Virhe: Kerro syy", page.QuerySelector("input[name=Reason]")!.DescribedBy().Single().TextContent);
        Assert.NotNull(page.QuerySelector(".error-summary"));
    }

    /// <summary>Draws its form, then finds the error, as a page does whose form is posted.</summary>
    sealed class LatePage : ComponentBase
    {
        readonly FormErrors errors = new();

        protected override async Task OnInitializedAsync()
        {
            await Task.Yield();
            errors.Add("Reason", "Kerro syy");
        }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenComponent<ErrorSummary>(0);
            builder.AddComponentParameter(1, "Errors", errors);
            builder.CloseComponent();
            builder.OpenComponent<PostForm>(2);
            builder.AddComponentParameter(3, "Name", "book");
            builder.AddComponentParameter(4, "Errors", errors);
            builder.AddComponentParameter(5, "ChildContent", Inside<TextField>(("Name", "Reason"), ("Label", "Syy")));
            builder.CloseComponent();
        }
    }

    [Theory]
    [InlineData("fi", "Virhe: ")]
    [InlineData("sv", "Fel: ")]
    [InlineData("en", "Error: ")]
    public async Task An_error_is_told_in_words_in_every_language(string language, string word)
    {
        var page = await Draw<TextField>(new { Name = "A", Label = "A" }, new FormErrors { { "A", "…" } }, language);
        Assert.StartsWith(word, page.QuerySelector(".error")!.TextContent);
    }

    [Fact]
    public async Task A_button_says_its_full_meaning()
    {
        var page = await Draw<Button>(new { ChildContent = Words("Peru"), More = "aika tiistaina 24.11.", Kind = Button.Look.Danger, Name = "do", Value = "cancel" });
        var button = page.QuerySelector<IHtmlButtonElement>("button")!;
        Assert.Equal("Peru aika tiistaina 24.11.", button.TextContent);
        Assert.Equal(("submit", "do", "cancel"), (button.Type, button.Name, button.GetAttribute("value")));
        Assert.Contains("danger", button.ClassList);
    }

    [Fact]
    public async Task A_button_that_leads_somewhere_is_a_link()
    {
        var page = await Draw<Button>(new { ChildContent = Words("Varaa"), Href = "/fi/booking" });
        Assert.Equal("/fi/booking", page.QuerySelector("a.button")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("button"));
    }
}
