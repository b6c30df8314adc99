namespace Portal.Platform.Web;

/// <summary>Ages in full years, by the Finnish date.</summary>
static class Age
{
    public static int On(DateOnly bornOn, DateOnly day)
    {
        var age = day.Year - bornOn.Year;
        return day < Birthday(bornOn, age) ? age - 1 : age;
    }

    /// <summary>Who is born on 29 February is a year older on 1 March of other years: the day before is not yet the birthday.</summary>
    public static DateOnly Birthday(DateOnly bornOn, int age)
    {
        var day = bornOn.AddYears(age);
        return day.Day == bornOn.Day ? day : day.AddDays(1);
    }
}
