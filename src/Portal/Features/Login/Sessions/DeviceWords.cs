namespace Portal.Features.Login.Sessions;

/// <summary>Browser and system in words a person recognises ("Firefox · Windows"); nothing finer is kept.</summary>
static class DeviceWords
{
    public const string Unknown = "?";

    static readonly (string Sign, string Word)[] browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
         ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    static readonly (string Sign, string Word)[] systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent)
    {
        var words = new[] { Find(browsers), Find(systems) }.OfType<string>();
        return string.Join(" · ", words) is { Length: > 0 } text ? text : Unknown;

        string? Find((string Sign, string Word)[] signs) =>
            signs.FirstOrDefault(s => userAgent?.Contains(s.Sign, StringComparison.Ordinal) == true).Word;
    }
}
