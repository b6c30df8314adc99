using System.Globalization;
using System.Security.Cryptography;

namespace Portal.Features.ActingFor;

/// <summary>
/// Seven digits that are easy to say on the phone; the last one is a check digit (Luhn), so that a digit heard wrong, or two
/// neighbours in the wrong order, is noticed and not somebody else's.
/// </summary>
static class TicketNumber
{
    public static string New()
    {
        var six = RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
        return six + CheckDigit(six);
    }

    /// <summary>"123 45 66", as it is said.</summary>
    public static string Spaced(string number) => $"{number[..3]} {number[3..5]} {number[5..]}";

    /// <summary>The number as typed, with or without spaces; null when it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-'));
        return digits.Length == 7 && digits.All(char.IsAsciiDigit) && CheckDigit(digits[..6]) == digits[6] ? digits : null;
    }

    static char CheckDigit(string six)
    {
        var sum = six.Select((c, i) => (c - '0') * (i % 2 == 1 ? 2 : 1)).Sum(product => product > 9 ? product - 9 : product);
        return (char)('0' + (10 - sum % 10) % 10);
    }
}
