namespace Portal.Features.Front;

/// <summary>What the accessibility statement is about: the pages as tested on this day.</summary>
static class Statement
{
    public static readonly DateOnly TestedOn = new(2026, 11, 21);
    public const string AxeVersion = "4.14";
    public const string Email = "saavutettavuus@lintuvesi.example";
    public const string Phone = "010 000 1000";
    public const string PrivacyEmail = "tietosuoja@lintuvesi.example";
}
