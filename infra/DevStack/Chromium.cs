namespace Portal.DevStack;

/// <summary>
/// The browser of the tests and of Lighthouse: the system's own Chromium, in any of its usual places, or the one CHROMIUM
/// names. The headless shell comes first: the same engine without windows and toolbars, which cost more than the pages do.
/// </summary>
static class Chromium
{
    public static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server"];

    static readonly string[] places =
    [
        "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/snap/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
        "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>Throws a sentence saying how to get one when there is none.</summary>
    public static string Path()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new StackException($"CHROMIUM names {named}, which does not exist.");
        return places.FirstOrDefault(File.Exists) ?? throw new StackException(
            "Chromium or Chrome is needed, and none was found. On Debian: sudo apt-get install chromium-headless-shell (elsewhere chromium). " +
            "Or install Chrome, or set CHROMIUM to the program's path.");
    }
}
