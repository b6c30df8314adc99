using Portal.Features.Login;

namespace Portal.Tests.Features.Login;

public class HetuTests
{
    [Theory]
    [InlineData("120384-9040", "1984-03-12")]
    [InlineData("020516C903K", "2016-05-02")]
    [InlineData("290793V9787", null)]         // wrong check character
    [InlineData("241198-998U", "1998-11-24")]
    [InlineData("010403A998U", "2003-04-01")]
    [InlineData("010100-969P", "1900-01-01")]
    [InlineData("010100+969P", "1800-01-01")]
    [InlineData("010200A9618", "2000-02-01")]
    public void Reads_the_birth_date(string code, string? born) =>
        Assert.Equal(born, Hetu.Parse(code)?.BornOn.ToString("yyyy-MM-dd"));

    [Theory]
    [InlineData('+', 1800)]
    [InlineData('-', 1900), InlineData('U', 1900), InlineData('V', 1900), InlineData('W', 1900), InlineData('X', 1900), InlineData('Y', 1900)]
    [InlineData('A', 2000), InlineData('B', 2000), InlineData('C', 2000), InlineData('D', 2000), InlineData('E', 2000), InlineData('F', 2000)]
    public void Knows_every_separator(char separator, int century) => Assert.Equal(century + 1, Hetu.Parse(WithCheck($"010101{separator}901"))!.Value.BornOn.Year);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("120384-904")]
    [InlineData("120384-90400")]
    [InlineData("120384-904I")]
    [InlineData("120384-904o")]
    [InlineData("12O384-9040")]
    [InlineData("１20384-9040")]   // a full-width digit
    [InlineData("120384/9040")]
    [InlineData("120384a9040")]
    [InlineData("120384-9041")]
    public void Refuses_what_is_none(string? code) => Assert.Null(Hetu.Parse(code));

    [Theory]
    [InlineData("300201A901")]
    [InlineData("290201A901")]   // 2001 had no leap day
    [InlineData("001301A901")]
    [InlineData("010001A901")]
    [InlineData("010101A001")]   // individual numbers begin at 002
    public void Refuses_a_day_that_never_was(string start) => Assert.Null(Hetu.Parse(WithCheck(start)));

    [Fact]
    public void A_leap_day_is_a_day() => Assert.Equal(new DateOnly(2004, 2, 29), Hetu.Parse(WithCheck("290204A901"))!.Value.BornOn);

    [Theory]
    [InlineData("899", false), InlineData("900", true), InlineData("999", true), InlineData("002", false)]
    public void Knows_the_test_range(string number, bool test) => Assert.Equal(test, Hetu.Parse(WithCheck($"010180-{number}"))!.Value.IsTest);

    [Fact]
    public void Two_people_may_differ_by_the_separator_only() =>
        Assert.NotEqual(Hetu.Parse(WithCheck("010101A901")), Hetu.Parse(WithCheck("010101B901")));

    [Fact]
    public void Never_prints_itself()
    {
        var hetu = Hetu.Parse(DemoClaims.AinoHetu)!.Value;
        Assert.DoesNotContain("9040", $"{hetu} {(object)hetu}");
        Assert.Equal(DemoClaims.AinoHetu, hetu.Reveal());
    }

    static string WithCheck(string start) =>
        start + "0123456789ABCDEFHJKLMNPRSTUVWXY"[(int)(long.Parse(start[..6] + start[7..]) % 31)];
}
