using Portal.Features.ActingFor.Register;
using Portal.Tests.House;
using static Portal.Tests.House.Registers;

namespace Portal.Tests.Features.ActingFor.Register;

public class PopulationRegisterClientTests : RegisterTest
{
    [Fact]
    public async Task A_person_and_their_children()
    {
        var aino = await Person("aino");
        Assert.Equal(("Korpela", "Aino Maria", "Aino", new DateOnly(1984, 3, 12), "fi", "901"),
            (aino.FamilyName, aino.GivenNames, aino.CallName, aino.BirthDate, aino.Language, aino.Municipality));
        Assert.Equal(new RegisterAddress("Kuikkatie 4 B 12", "29910", "Lintuvesi"), aino.Address);
        Assert.Equal(new[] { "eino", "helmi", "onni", "eevi" }.Select(Hetu), aino.Dependants.Select(d => d.Hetu));
        Assert.Empty(aino.Guardians);
        Assert.Null(aino.Custody);
        Assert.False(aino.NonDisclosure);
    }

    [Fact]
    public async Task Guardians_and_what_they_have_a_say_in()
    {
        var elias = (await Person("elias")).Guardians;
        Assert.Equal([(Hetu("johanna"), true, false), (Hetu("ville"), false, false)], elias.Select(g => (g.Hetu, g.HasSayIn("health"), g.Both)));
        Assert.All((await Person("eevi")).Guardians, g => Assert.True(g.HasSayIn("health") && g.Both));
    }

    [Fact]
    public async Task Custody_death_and_majority()
    {
        Assert.Equal("taken-into-care", (await Person("niko")).Custody);
        Assert.Equal(new DateOnly(2026, 3, 2), (await Person("kaarlo")).DeathDate);
        Assert.Empty((await Person("viivi")).Guardians);
        Assert.Equal([Hetu("kasper")], (await Person("karin")).Dependants.Select(d => d.Hetu));
    }

    [Fact]
    public async Task Where_a_protected_person_lives_is_not_known()
    {
        await Registers.Change("aino", new { nonDisclosure = true });
        var aino = await Person("aino");
        Assert.Equal((true, null, null), (aino.NonDisclosure, aino.Municipality, aino.Address));
    }

    [Fact]
    public async Task Two_who_differ_by_the_mark_only_are_two() =>
        Assert.Equal(("Lindqvist", "Ojala"), ((await Person("karin")).FamilyName, (await Person("marita")).FamilyName));

    [Fact]
    public async Task Nobody_with_that_national_id_is_told_apart_from_an_outage() =>
        Assert.Equal(PopulationAnswer.Nobody, await Population.Person("010190-900P", Ct));

    async Task<RegisterPerson> Person(string id)
    {
        var answer = await Population.Person(Hetu(id), Ct);
        Assert.False(answer.Unavailable);
        return answer.Person!;
    }
}
