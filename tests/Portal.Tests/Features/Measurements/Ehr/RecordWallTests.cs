using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>Whose results somebody sees who acts for another, and what a young person keeps.</summary>
public sealed class RecordWallTests : RecordTest
{
    async Task<List<string>> Names(Resident actor)
    {
        await using var work = Host.Get<Portal.Platform.Db.PortalDb>().As(actor);
        return await work.Query<string>("select name from measurements.ehr_copy order by name", null, Ct);
    }

    [Theory]
    [InlineData(8, "avoin ei-kerrottu ei-osaa")]
    [InlineData(13, "avoin ei-osaa")]
    public async Task A_guardian_sees_what_a_professional_has_said_may_be_seen(int age, string seen)
    {
        var hetu = TestHetu.Child(age);
        var child = await Host.SignInResident(hetu);
        Ehr.Clinic(FhirExamples.Patient("p1", hetu));
        Ehr.Clinic(FhirExamples.Result("a", "p1", name: "ei-osaa").Restricted("1"));
        Ehr.Clinic(FhirExamples.Result("b", "p1", name: "avoin").Restricted("2"));
        Ehr.Clinic(FhirExamples.Result("c", "p1", name: "kielletty").Restricted("3"));
        Ehr.Clinic(FhirExamples.Result("d", "p1", name: "ei-tiedossa").Restricted("4"));
        Ehr.Clinic(FhirExamples.Result("e", "p1", name: "ei-kerrottu"));
        await child.Browser.Open("/fi/measurements/results");
        await Host.MayAct(Aino.Id.Value, child.Id, "measurements:see");
        Assert.Equal(seen.Split(' '), await Names(new(Aino.Id, child.Id) { Basis = Basis.Guardian }));
        Assert.Equal(5, (await Names(child.Resident)).Count);   // one's own
    }

    [Fact]
    public async Task Nobody_else_sees_anything()
    {
        Ehr.Clinic(FhirExamples.Patient("p1", TestHetu.Of(1)));
        Ehr.Clinic(FhirExamples.Result("a", "p1"));
        await Aino.Browser.Open("/fi/measurements/results");
        var other = await Host.SignInResident(2);
        Assert.Single(await Names(Aino.Resident));
        Assert.Empty(await Names(other.Resident));
        Assert.Empty(await Names(new(other.Id, Aino.Id)));   // without the right to
        Assert.DoesNotContain("B-HbA1c", (await other.Browser.Open("/fi/measurements/results")).Text);
    }
}
