using System.Text.Json;
using Portal.DevStack;

namespace Portal.Tests.DevStack;

/// <summary>The demo people are complete and consistent: the identity providers and later features read the same file.</summary>
public class PeopleTests
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly People People = People.Read();
    static readonly JsonElement Raw = JsonDocument.Parse(File.ReadAllText(Repository.People)).RootElement;

    [Fact]
    public void National_ids_are_valid_test_ids_that_agree_with_the_birth_date()
    {
        const string check = "0123456789ABCDEFHJKLMNPRSTUVWXY";
        foreach (var person in People.Residents.Where(p => p.Hetu is not null))
        {
            var hetu = person.Hetu!;
            Assert.Equal(11, hetu.Length);
            Assert.Equal(person.BirthDate.ToString("ddMMyy"), hetu[..6]);
            Assert.Contains(hetu[6], person.BirthDate.Year >= 2000 ? "ABCDEF" : "-YXWVU");
            Assert.InRange(int.Parse(hetu[7..10]), 900, 999);
            Assert.Equal(check[int.Parse(hetu[..6] + hetu[7..10]) % 31], hetu[10]);
        }
        Assert.Contains(People.Residents, p => p.Hetu?[6] == 'Y');
        Assert.Contains(People.Residents, p => p.Hetu?[6] == 'B');
        Assert.Distinct(People.Residents.Where(p => p.Hetu is not null).Select(p => p.Hetu));
    }

    [Fact]
    public void The_cases_that_matter_are_there()
    {
        Assert.True(People.Residents.Count >= 15);
        var childrenOfTwo = People.Residents.Where(p => Guardians(p.Id).Count() == 2 && Guardians(p.Id).Contains("aino")).Select(Age).Order();
        Assert.Equal([4, 11, 14, 17], childrenOfTwo);
        Assert.Contains(Residents(), p => Flag(p, "nonDisclosure") && !p.TryGetProperty("address", out _) && !p.TryGetProperty("municipality", out _));
        Assert.Contains(Residents(), p => p.GetProperty("language").GetString() == "sv");
        Assert.Contains(Residents(), p => p.TryGetProperty("eidas", out _) && !p.TryGetProperty("hetu", out _));
        Assert.Contains(Residents(), p => p.TryGetProperty("ffi", out _) && !p.TryGetProperty("hetu", out _));
        Assert.Contains(Residents(), p => p.TryGetProperty("deceasedOn", out _));
        var mandate = Mandates().Single(m => m.From == "veikko");
        Assert.True(Age(Resident(mandate.From)) > 80 && Age(Resident(mandate.To)) is > 50 and < 70 && mandate.Until > Day);
    }

    [Fact]
    public void Relations_point_at_people_who_exist_and_are_grown_up()
    {
        foreach (var person in People.Residents)
            Assert.All(Guardians(person.Id), guardian => Assert.True(Age(Resident(guardian)) >= 18));
        Assert.All(Mandates(), mandate => Assert.True(Age(Resident(mandate.From)) >= 18 && Age(Resident(mandate.To)) >= 18));
        Assert.Contains(Mandates(), m => m.Until < Day);
    }

    [Fact]
    public void Staff_have_known_roles_and_units()
    {
        var units = Directory.GetFiles(Repository.Folder("content", "units"), "*.yaml").Select(Path.GetFileNameWithoutExtension).ToHashSet();
        Assert.All(People.Staff, s => Assert.True(s.Unit is null || units.Contains(s.Unit), s.Name));
        Assert.All(People.Staff.SelectMany(s => s.Roles), role => Assert.Contains(role, new[] { "nurse", "head-nurse", "manager", "editor", "admin" }));
        Assert.True(People.Staff.Where(s => s.Roles.Contains("nurse")).Select(s => s.Unit).Distinct().Count() >= 2);
        foreach (var role in new[] { "head-nurse", "manager", "editor" }) Assert.Contains(People.Staff, s => s.Roles.Contains(role));
    }

    [Fact]
    public void Everyone_has_an_id_of_their_own_and_a_reason_to_be_there()
    {
        Assert.Distinct(People.Residents.Select(p => p.Id).Concat(People.Staff.Select(s => s.Id)));
        Assert.All(People.Residents.Select(p => p.Purpose).Concat(People.Staff.Select(s => s.Purpose)), purpose => Assert.EndsWith(".", purpose));
    }

    static IEnumerable<JsonElement> Residents() => Raw.GetProperty("residents").EnumerateArray();

    static bool Flag(JsonElement person, string name) => person.TryGetProperty(name, out var value) && value.GetBoolean();

    static People.Resident Resident(string id) => People.Residents.Single(p => p.Id == id);

    static IEnumerable<string> Guardians(string child) => Residents()
        .Where(p => p.TryGetProperty("guardianOf", out var of) && of.EnumerateArray().Any(c => c.GetString() == child))
        .Select(p => p.GetProperty("id").GetString()!);

    static IEnumerable<(string From, string To, DateOnly Until)> Mandates() => Residents()
        .Where(p => p.TryGetProperty("mandates", out _))
        .SelectMany(p => p.GetProperty("mandates").EnumerateArray(), (p, m) =>
            (p.GetProperty("id").GetString()!, m.GetProperty("to").GetString()!, DateOnly.Parse(m.GetProperty("validUntil").GetString()!)));

    static int Age(People.Resident person) => Day.Year - person.BirthDate.Year - (Day.DayOfYear < person.BirthDate.AddYears(Day.Year - person.BirthDate.Year).DayOfYear ? 1 : 0);
}
