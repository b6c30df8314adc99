namespace Portal.Features.Login;

/// <summary>
/// A Finnish personal identity code (henkilötunnus): DDMMYY, separator, three digits, check character.
/// The separator is part of the code: two people may differ by it only. It never prints itself.
/// </summary>
readonly record struct Hetu
{
    const string CheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    readonly string code;

    Hetu(string code, DateOnly bornOn) => (this.code, BornOn) = (code, bornOn);

    public DateOnly BornOn { get; }

    /// <summary>Individual numbers 900–999 belong to nobody: test data and temporary codes.</summary>
    public bool IsTest => code[7] == '9';

    /// <summary>The code itself, for hashing, encryption and the EHR. Never for a log, an address or a page.</summary>
    public string Reveal() => code;

    public static Hetu? Parse(string? text)
    {
        if (text is not { Length: 11 } || !Digits(text.AsSpan(0, 6)) || !Digits(text.AsSpan(7, 3))) return null;
        var century = text[6] switch
        {
            '+' => 1800,
            '-' or 'Y' or 'X' or 'W' or 'V' or 'U' => 1900,
            'A' or 'B' or 'C' or 'D' or 'E' or 'F' => 2000,
            _ => 0,
        };
        if (century == 0 || int.Parse(text.AsSpan(7, 3)) < 2) return null;
        var (day, month, year) = (int.Parse(text.AsSpan(0, 2)), int.Parse(text.AsSpan(2, 2)), century + int.Parse(text.AsSpan(4, 2)));
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        var number = long.Parse(string.Concat(text.AsSpan(0, 6), text.AsSpan(7, 3)));
        return CheckCharacters[(int)(number % 31)] == text[10] ? new Hetu(text, new DateOnly(year, month, day)) : null;
    }

    static bool Digits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    public override string ToString() => "(national id)";
}
