using Portal.Features.ActingFor;
using Portal.Platform.Db;
using Portal.Tests.House;
using static Portal.Features.ActingFor.AccessTable;

namespace Portal.Tests.Features.ActingFor;

/// <summary>The one table that decides, and the page that shows it.</summary>
public class AccessTableTests : PortalTest
{
    static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<Standing, Answer>> Table = Rows.ToDictionary(r => r.What, r => r.Answers);

    [Fact]
    public void It_answers_for_every_area_act_and_standing_once()
    {
        Assert.Equal((from area in Areas from act in Acts select $"{area}:{act}").Order(), Rows.Select(r => r.What).Order());
        Assert.All(Table.Values, answers => Assert.Equal(Enum.GetValues<Standing>(), answers.Keys.Order()));
        Assert.All(Table.Values.SelectMany(a => a.Values), answer => Assert.True(Enum.IsDefined(answer)));
    }

    /// <summary>Prohibitions, wills and looking into who has used one's data are never anybody else's.</summary>
    [Fact]
    public void Prohibitions_are_nobody_elses()
    {
        Assert.All(Acts, act => Assert.All(Table[$"prohibitions:{act}"].Values, answer => Assert.Equal(Answer.No, answer)));
        Assert.All(Enum.GetValues<Standing>(), s => Assert.DoesNotContain(May(s, Areas.ToHashSet()), what => what.StartsWith("prohibitions:", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_mandate_of_another_theme_opens_nothing() => Assert.Empty(May(Standing.OtherMandate, Areas.ToHashSet()));

    [Fact]
    public void Whoever_may_do_may_also_see() => Assert.All(Enum.GetValues<Standing>(), standing =>
        Assert.All(Areas, area => Assert.True(Table[$"{area}:do"][standing] != Answer.Yes || Table[$"{area}:see"][standing] == Answer.Yes || standing == Standing.Assistant, $"{standing} {area}")));

    /// <summary>The older the young person, the less is the guardians' without being asked.</summary>
    [Fact]
    public void No_birthday_gives_a_guardian_more() => Assert.All(Table.Values, a =>
    {
        Assert.True(Rank(a[Standing.GuardianOfChild]) >= Rank(a[Standing.GuardianOfYoung]));
        Assert.True(Rank(a[Standing.GuardianOfYoung]) >= Rank(a[Standing.GuardianOfTeen]));
    });

    static int Rank(Answer answer) => answer switch { Answer.Yes => 2, Answer.Asked => 1, _ => 0 };

    //          age  shown to guardians         what                 may it be done?
    [Theory]
    [InlineData(11, "", "booking:do", true), InlineData(11, "", "own-data:see", true)]
    [InlineData(12, "", "booking:do", true), InlineData(12, "", "own-data:see", false), InlineData(12, "own-data", "own-data:see", true)]
    [InlineData(12, "own-data", "own-data:do", false), InlineData(14, "", "chat:do", false), InlineData(14, "chat", "chat:do", true)]
    [InlineData(15, "", "booking:do", false), InlineData(15, "", "booking:see", true), InlineData(15, "booking", "booking:do", true)]
    [InlineData(17, "booking", "chat:see", false), InlineData(17, "prohibitions", "prohibitions:see", false)]
    public async Task A_young_person_decides_by_age_and_by_what_they_have_shown(int age, string shown, string what, bool may)
    {
        var guardian = await Host.SignInResident(1);
        var child = await Host.ActFor(guardian, TestHetu.Child(age));
        if (shown != "") await Db.Write("insert into acting_for.permission values (@young, @shown, true, now())", new { young = child.Id.Value, shown });
        var right = await Host.Ask(guardian.Id, TestHetu.Child(age), global::Portal.Platform.Basis.Guardian);
        Assert.Equal(may, right.Acting!.May.Contains(what));
    }

    [Theory]
    [InlineData("fi", "Kyllä", "Ei", "Jos nuori on sallinut"), InlineData("sv", null, null, null), InlineData("en", null, null, null)]
    public async Task The_page_of_rules_shows_the_same(string lang, string? yes, string? no, string? asked)
    {
        using var visitor = Browser();
        var page = await visitor.Open($"/{lang}/acting/rules");
        var texts = Host.Get<ActingForTexts>();
        using var _ = new Language(lang);
        if (yes is not null) Assert.Equal((yes, no, asked), (texts["answer-yes"], texts["answer-no"], texts["answer-asked"]));
        var shown = page.All("tbody tr").Select(row => string.Join('|', row.Children.Select(cell => Page.Words(cell))));
        string Cell(Standing standing, Answer answer) => $"{texts[$"standing-{EnumText.Of(standing)}"]} {texts[$"answer-{EnumText.Of(answer)}"]}";   // each cell names its column, for a phone
        Assert.Equal(Rows.Select(r => string.Join('|', r.Answers.OrderBy(a => a.Key).Select(a => Cell(a.Key, a.Value)).Prepend($"{texts["rules-what"]} {texts[$"rule-{r.What.Replace(':', '-')}"]}"))), shown);
    }

    sealed class Language : IDisposable
    {
        readonly System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentUICulture;
        public Language(string code) => System.Globalization.CultureInfo.CurrentUICulture = new(code);
        public void Dispose() => System.Globalization.CultureInfo.CurrentUICulture = before;
    }
}
