using System.Text.Json;
using Portal.Features.Login;
using Portal.Features.Login.Oidc;
using Portal.Features.Login.Sessions;
using Portal.Platform;

namespace Portal.Tests.House;

/// <summary>A resident with an open session, and the browser that has it.</summary>
sealed record SignedInResident(Browser Browser, Resident Resident)
{
    public PersonId Id => Resident.Subject;
}

/// <summary>A professional with an open session, and the browser that has it.</summary>
sealed record SignedInProfessional(Browser Browser, Professional Professional);

/// <summary>
/// Lets people in without the identity provider: the same use cases that its answer leads to. The provider itself has
/// tests of its own.
/// </summary>
static class People
{
    public static Task<SignedInResident> SignInResident(this PortalHost host, int number = 1, string municipality = "901", bool turvakielto = false) =>
        host.SignInResident(TestHetu.Of(number), municipality, turvakielto);

    public static async Task<SignedInResident> SignInResident(this PortalHost host, string hetu, string municipality = "901", bool turvakielto = false)
    {
        var token = Token(new()
        {
            ["urn:oid:1.2.246.21"] = hetu, ["urn:oid:2.5.4.4"] = "Testinen", ["urn:oid:1.2.246.575.1.14"] = $"Aino {hetu[7..10]}",
            ["urn:oid:1.2.246.517.2002.2.18"] = turvakielto ? "" : municipality, ["urn:oid:1.2.246.517.2002.2.27"] = turvakielto ? "1" : "",
        });
        var (outcome, key, person) = await host.Get<SignInResident>().Handle(token, "fi", Start("suomifi"), TestContext.Current.CancellationToken);
        Assert.Equal(global::Portal.Features.Login.SignInResident.Outcome.SignedIn, outcome);
        return new(host.With(key!), Resident.ForSelf(person));
    }

    public static async Task<SignedInProfessional> SignInProfessional(this PortalHost host, string unit = "keskusta", string role = "nurse", string? subject = null)
    {
        var token = Token(new() { ["sub"] = subject ?? $"{role}-{unit}", ["name"] = "Hoitaja Malli", ["unit"] = unit, ["roles"] = new[] { role } });
        var (outcome, key) = await host.Get<SignInProfessional>().Handle(token, Start("staff"), TestContext.Current.CancellationToken);
        Assert.Equal(global::Portal.Features.Login.SignInProfessional.Outcome.SignedIn, outcome);
        return new(host.With(key!), new Professional(await host.Owner(key!, "staff"), unit, new HashSet<string> { role }));
    }

    static Browser With(this PortalHost host, string key)
    {
        var browser = new Browser(host.Address);
        browser.Cookies.Add(new System.Net.Cookie("portal", key, "/", host.Address.Host));
        return browser;
    }

    static async Task<Guid> Owner(this PortalHost host, string key, string column)
    {
        var session = await host.Get<SessionStore>().Find(key, slide: false, TestContext.Current.CancellationToken);
        return (column == "person" ? session!.Person : session!.Staff)!.Value;
    }

    static SessionStart Start(string scheme) => new(scheme, null, null, null, "Test browser", null);

    static IdToken Token(Dictionary<string, object> claims) => new(JsonSerializer.SerializeToElement(claims), "");
}

/// <summary>National ids of the test range (individual numbers 900–999), as many as a test needs.</summary>
static class TestHetu
{
    /// <summary>The n-th: born on 1 January 1960 and later, a hundred ids a day.</summary>
    public static string Of(int n) => Of(new DateOnly(1960, 1, 1).AddDays(n / 100), 900 + n % 100);

    /// <summary>A child who turned this many years yesterday, by the clock that tests begin with.</summary>
    public static string Child(int age, int individual = 900) => Of(new DateOnly(2026, 11, 22).AddYears(-age), individual);

    public static string Of(DateOnly born, int individual)
    {
        var digits = $"{born:ddMMyy}{individual:000}";
        var check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int.Parse(digits) % 31];
        return $"{born:ddMMyy}{(born.Year < 2000 ? '-' : 'A')}{individual:000}{check}";
    }
}
