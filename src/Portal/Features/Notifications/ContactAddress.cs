using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Features.Notifications;

/// <summary>Phone numbers and e-mail addresses: read as people write them, kept in one form, shown so that they can be checked.</summary>
static partial class ContactAddress
{
    public enum Fault { Empty, NotANumber, Landline, NotAnAddress }

    /// <summary>The address in the form in which it is kept (E.164, or trimmed), or what is wrong with it.</summary>
    public static (string? Address, Fault? Fault) Read(Channel channel, string? typed)
    {
        typed = typed?.Trim() ?? "";
        if (typed == "") return (null, Fault.Empty);
        return channel == Channel.Sms ? Phone(typed) : Email(typed);
    }

    /// <summary>A number that can be called, a landline too; null when it is not one. Numbers that cost whoever calls them (0600, 0700) are nobody's own.</summary>
    public static string? Callable(string? typed)
    {
        var number = Normal(typed ?? "");
        return number.StartsWith("+358", StringComparison.Ordinal)
            ? FinnishMobile().IsMatch(number) || !FinnishMobileStart().IsMatch(number) && FinnishLandline().IsMatch(number) ? number : null
            : International().IsMatch(number) ? number : null;
    }

    static (string?, Fault?) Phone(string typed)
    {
        var number = Normal(typed);
        if (!International().IsMatch(number)) return (null, Fault.NotANumber);
        if (!number.StartsWith("+358", StringComparison.Ordinal)) return (number, null);
        if (FinnishMobile().IsMatch(number)) return (number, null);
        return (null, FinnishMobileStart().IsMatch(number) ? Fault.NotANumber : Fault.Landline);
    }

    static string Normal(string typed)
    {
        var number = Punctuation().Replace(typed, "");
        if (number.StartsWith("00", StringComparison.Ordinal)) number = "+" + number[2..];
        else if (number.StartsWith('0')) number = "+358" + number[1..];
        if (number.StartsWith("+3580", StringComparison.Ordinal)) number = "+358" + number[5..];   // +358 (0)40 …
        return number;
    }

    static (string?, Fault?) Email(string typed)
    {
        var valid = typed.Length <= 254 && MailAddress.TryCreate(typed, out var address) && address.Address == typed
            && EmailHost().IsMatch(address.Host) && !typed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
        return valid ? (typed, null) : (null, Fault.NotAnAddress);
    }

    /// <summary>"040 123 4567" for a Finnish number, "+46 701 234 567" for a foreign one; an e-mail address as it is.</summary>
    public static string Shown(Channel channel, string address)
    {
        if (channel == Channel.Email) return address;
        if (address.StartsWith("+358", StringComparison.Ordinal))
        {
            // The operator's or the area's part: 040, 0457, 09, 013.
            var start = address.StartsWith("+358457", StringComparison.Ordinal) ? 7 : OneDigitArea().IsMatch(address) ? 5 : 6;
            return $"0{address[4..start]} {Groups(address[start..])}";
        }
        var country = CountryCode().Match(address).Value;
        return country + " " + Groups(address[country.Length..]);
    }

    /// <summary>Threes, and a four at the end rather than a lonely digit.</summary>
    static string Groups(string digits)
    {
        var shown = new StringBuilder();
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && i % 3 == 0 && digits.Length - i > 1) shown.Append(' ');
            shown.Append(digits[i]);
        }
        return shown.ToString();
    }

    [GeneratedRegex(@"[\s\-./() ]")]
    private static partial Regex Punctuation();
    [GeneratedRegex(@"^\+[1-9]\d{6,14}$")]
    private static partial Regex International();
    [GeneratedRegex(@"^\+358(4\d|50)\d{4,8}$")]
    private static partial Regex FinnishMobile();
    [GeneratedRegex(@"^\+358(4|50)")]
    private static partial Regex FinnishMobileStart();
    [GeneratedRegex(@"^\+358(?!60[06]|800)([235689]|1[02-9]|2[019]|30|7[135])\d{4,9}$")]
    private static partial Regex FinnishLandline();
    [GeneratedRegex(@"^\+358(?!(?:20|29|30|50))[235689]")]
    private static partial Regex OneDigitArea();
    [GeneratedRegex(@"^[A-Za-z0-9\u0080-\uFFFF-]+(\.[A-Za-z0-9\u0080-\uFFFF-]+)*\.[A-Za-z\u0080-\uFFFF]{2,}$")]
    private static partial Regex EmailHost();

    // ITU-T E.164: one digit in zones 1 and 7, two for those listed, three for the rest.
    [GeneratedRegex(@"^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})")]
    private static partial Regex CountryCode();
}
