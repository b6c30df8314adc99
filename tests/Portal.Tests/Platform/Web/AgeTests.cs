using Portal.Platform.Web;

namespace Portal.Tests.Platform.Web;

public sealed class AgeTests
{
    [Theory]
    [InlineData("2014-11-24", "2026-11-23", 11), InlineData("2014-11-24", "2026-11-24", 12)]
    [InlineData("2008-02-29", "2026-02-28", 17), InlineData("2008-02-29", "2026-03-01", 18)]   // the booking counted them a day older
    [InlineData("2008-02-29", "2028-02-28", 19), InlineData("2008-02-29", "2028-02-29", 20)]
    [InlineData("2026-11-21", "2026-11-21", 0)]
    public void Somebody_is_a_year_older_on_their_birthday(string born, string day, int age) => Assert.Equal(age, Age.On(DateOnly.Parse(born), DateOnly.Parse(day)));
}
