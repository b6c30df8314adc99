using System.Text.Encodings.Web;
using System.Text.Unicode;
using Portal.Platform.Web;

namespace Portal.Platform.Ui;

/// <summary>The design system's own texts: what every page says around its content.</summary>
sealed class UiTexts() : Texts("Platform.Ui.Ui");

static class UiSetup
{
    public static void AddUi(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Assets>();
        builder.Services.AddSingleton<UiTexts>();
        builder.Services.AddRazorComponents();
        // Pages are UTF-8: "ä" needs no "&#xE4;", which would make a Finnish page a tenth larger. Markup is still encoded.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
    }
}
