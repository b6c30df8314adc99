using System.Globalization;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Tests.Platform.Web;

public class TextsTests
{
    readonly UiTexts texts = new();

    [Theory]
    [InlineData("fi-FI", "Kirjaudu ulos")]
    [InlineData("sv-FI", "Logga ut")]
    [InlineData("en-GB", "Log out")]
    [InlineData("de-DE", "Kirjaudu ulos")]
    public void A_text_is_in_the_language_asked_for(string culture, string text) =>
        Assert.Equal(text, texts.In(CultureInfo.GetCultureInfo(culture), "log-out"));

    [Fact]
    public void A_missing_text_never_falls_back_to_another_language() =>
        Assert.All(Language.All, language => Assert.Throws<KeyNotFoundException>(() => texts.In(language.Culture, "no-such-text")));

    [Fact]
    public void Values_are_filled_in_in_the_languages_own_form()
    {
        Assert.Equal("Merkkejä jäljellä: 1,5", texts.In(Language.Finnish.Culture, "characters-left", 1.5));
        Assert.Equal("Characters left: 1.5", texts.In(Language.English.Culture, "characters-left", 1.5));
    }
}
