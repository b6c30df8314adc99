using Microsoft.Playwright;

namespace Portal.E2E;

/// <summary>How a person meets the portal: which screen, which language, with or without JavaScript.</summary>
public sealed record Setting(Screen Screen, string Language = "fi", bool JavaScript = true)
{
    public ColorScheme Colors { get; init; } = ColorScheme.Light;
    public ForcedColors ForcedColors { get; init; } = ForcedColors.None;

    /// <summary>Phone and desktop, with and without JavaScript, in Finnish: for journeys.</summary>
    public static TheoryData<Setting> Ways =>
    [
        new Setting(Screen.Phone), new Setting(Screen.Phone, JavaScript: false),
        new Setting(Screen.Desktop), new Setting(Screen.Desktop, JavaScript: false),
    ];

    /// <summary>Every language on both screens: for pages.</summary>
    public static TheoryData<Setting> Languages =>
    [
        .. new[] { "fi", "sv", "en" }.SelectMany(language => new[] { new Setting(Screen.Phone, language), new Setting(Screen.Desktop, language) }),
    ];

    public override string ToString() => $"{Screen} {Language}{(JavaScript ? "" : " without JavaScript")}" +
        $"{(Colors == ColorScheme.Dark ? " dark" : "")}{(ForcedColors == ForcedColors.Active ? " forced colours" : "")}";
}

public enum Screen { Phone, Desktop, Narrow }
