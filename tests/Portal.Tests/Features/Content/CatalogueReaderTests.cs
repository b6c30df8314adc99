using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>Every check of the reader, proved by content that breaks it. The message names the file, the line and the field.</summary>
public sealed class CatalogueReaderTests : IDisposable
{
    readonly SampleContent content = new();

    public void Dispose() => content.Dispose();

    [Fact]
    public void Valid_content_is_read_whole()
    {
        var catalogue = content.Read();
        var service = Assert.Single(catalogue.Services);
        Assert.Equal(("Käynti", "Besök", "Visit"), (service.Name.Fi, service.Name.Sv, service.Name.En));
        Assert.Equal(["yskä"], service.Keywords.Fi);
        Assert.Equal((16, 64), (service.Audience.MinAge, service.Audience.MaxAge));
        Assert.Equal(TimeSpan.FromMinutes(20), service.Duration);
        Assert.Equal(TimeSpan.FromHours(24), service.CancelDeadline);
        Assert.Equal(["place", "remote"], service.Units.Select(u => u.Id));
        Assert.Equal([VisitMode.OnSite], service.ModesAt(service.Units[0]));
        Assert.Equal([VisitMode.Phone], service.ModesAt(service.Units[1]));
        Assert.Equal("hoitaja", service.Who.Name.Fi);
        Assert.Equal(new ClinicalSource("Käypä hoito", null), service.Preparation.Single().Source);
        Assert.Equal(new SignOff("Lääkäri Testinen", new(2026, 11, 20)), service.Urgent!.Source.SignOff);
        Assert.Equal(new Coding("urn:oid:1.2.3", "EDA", "Palvelu"), service.ServiceType);
        Assert.Equal("10", catalogue.AppointmentTypes[VisitMode.OnSite].Code);
        Assert.DoesNotContain(VisitMode.Video, catalogue.AppointmentTypes.Keys);

        var place = catalogue.Units[0];
        Assert.Equal("Tie 1", place.Place!.Address.En);
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Friday], place.Hours.Single().Days);
        Assert.Equal(new TimeOnly(16, 0), place.Hours.Single().To);
        Assert.Equal((Eves.Closed, Eves.Open), (place.Eves, catalogue.Units[1].Eves));
        Assert.Null(catalogue.Units[1].Place);
    }

    [Theory]
    [InlineData("duration_minutes: 20\n", "", "visit.yaml:1: duration_minutes is missing")]
    [InlineData("duration_minutes", "duration", "visit.yaml:9: duration is not a known field")]
    [InlineData(", sv: Besök", "", "visit.yaml:3: name.sv is missing")]
    [InlineData("sv: Besök", "sv: ''", "visit.yaml:3: name.sv must be a text that is not empty")]
    [InlineData("sv: Besök", "sv: Käynti", "visit.yaml:3: name.sv is the same as the Finnish")]
    [InlineData("en: Visit", "en: Käynti", "visit.yaml:3: name.en is the same as the Finnish")]
    [InlineData("en: Visit", "en: Besök", "visit.yaml:3: name.en is the same as the Swedish")]
    [InlineData("en: Visit", "en: Visit, de: Besuch", "visit.yaml:3: name.de is not a known field")]
    [InlineData("name: { fi: Käynti, sv: Besök, en: Visit }", "name: Käynti", "visit.yaml:3: name must have fields of its own")]
    [InlineData("sv: [hosta]", "sv: []", "visit.yaml:5: keywords.sv must be a list with at least one item")]
    [InlineData("[yskä]", "[yskä, yskä]", "visit.yaml:5: keywords.fi has 'yskä' twice")]
    [InlineData("min: 16, max: 64", "min: 65, max: 64", "visit.yaml:7: audience.age.min is more than max")]
    [InlineData("min: 16, max: 64", "", "visit.yaml:7: audience.age.min or max is needed")]
    [InlineData("duration_minutes: 20", "duration_minutes: 20 min", "duration_minutes is '20 min', but must be a whole number from 5 to 240")]
    [InlineData("duration_minutes: 20", "duration_minutes: 0", "duration_minutes is '0', but must be a whole number from 5 to 240")]
    [InlineData("[place, remote]", "[place, remote, nowhere]", "units has 'nowhere', which does not exist")]
    [InlineData("[on-site, phone]", "[on-site, phone, video call]", "modes has 'video call', but must be one of on-site, video, phone")]
    [InlineData("[on-site, phone]", "[OnSite, phone]", "modes has 'OnSite'")]
    [InlineData("[on-site, phone]", "[on-site]", "units has 'remote', which gives none of the modes")]
    [InlineData("[place, remote]", "[place]", "modes has phone, but no unit in units gives it")]
    [InlineData("booking: direct", "booking: maybe", "booking is 'maybe', but must be one of direct, request")]
    [InlineData("booking: direct", "booking: 0", "booking is '0'")]
    [InlineData("booking: direct", "booking: request", "request is missing")]
    [InlineData("booking: direct", "booking: direct\nrequest: { phone: 010 1, text: { fi: a, sv: b, en: c } }", "request does not belong")]
    [InlineData("who: nurse", "who: wizard", "visit.yaml:1: who has 'wizard', which does not exist")]
    [InlineData("group: clinic", "group: spa", "visit.yaml:1: group has 'spa', which does not exist")]
    [InlineData("when: before", "when: later", "preparation[1].when is 'later', but must be one of before, bring, there")]
    [InlineData("    sign_off: pending\n", "", "preparation[1].sign_off is missing")]
    [InlineData("    source: Käypä hoito\n    sign_off: pending", "    sign_off: pending", "preparation[1].source is missing")]
    [InlineData("sign_off: pending", "sign_off: done", "preparation[1].sign_off must have fields of its own")]
    [InlineData("on: 2026-11-20", "on: yesterday", "urgent.sign_off.on is 'yesterday', but must be a date")]
    [InlineData("  source: Käypä hoito\n  sign_off: {", "  sign_off: {", "urgent.source is missing")]
    [InlineData("cancel_deadline_hours: 24", "cancel_deadline_hours: -1", "cancel_deadline_hours is '-1'")]
    [InlineData("ask: true", "ask: yes", "reason.ask is 'yes', but must be true or false")]
    [InlineData("ask: true", "ask: false", "reason.hint is never shown")]
    [InlineData("  hint: { fi: Kerro., sv: Berätta., en: Tell. }\n", "", "reason.hint is missing")]
    [InlineData("service_type: EDA", "service_type: XYZ", "fhir.service_type is 'XYZ', which is not in codes.yaml")]
    [InlineData("id: visit", "id: Visit 1", "id is 'Visit 1', but must be small letters, digits and hyphens")]
    [InlineData("id: visit", "id: other", "visit.yaml: id is 'other', but must be the same as the file's name")]
    [InlineData("group: clinic", "group: clinic\ngroup: clinic", "visit.yaml:3: is not valid YAML")]
    [InlineData("group: clinic", "group: [clinic", "visit.yaml: is not valid YAML: a bracket is not closed")]
    [InlineData("fhir: {", "---\nfhir: {", "must hold one YAML document, but holds 2")]
    public void A_fault_in_a_service_is_named(string old, string with, string problem) =>
        content.Refuses("services/visit.yaml", old, with, problem);

    [Theory]
    [InlineData("municipality: \"901\"", "municipality: \"999\"", "place.yaml:1: municipality has '999', which does not exist")]
    [InlineData("address: { fi: Tie 1, sv: Vägen 1 }\n", "", "place.yaml:1: address is missing")]
    [InlineData("address: { fi: Tie 1, sv: Vägen 1 }", "address: { fi: Tie 1 }", "place.yaml:5: address.sv is missing")]
    [InlineData("remote: false", "remote: true", "address does not belong to a remote unit")]
    [InlineData("29910", "2991", "postal_code is '2991', but must be five digits")]
    [InlineData("lat: 60.6", "lat: 606", "coordinates.lat is '606', but must be from -90 to 90")]
    [InlineData("lat: 60.6", "lat: 60,6", "coordinates")]
    [InlineData("phone: 010 000 1100", "phone: call us", "phone is 'call us', but must be a phone number")]
    [InlineData("[mon, fri]", "[mon, monday]", "hours[1].days has 'monday', but must be one of sun, mon")]
    [InlineData("08:00", "8.00", "hours[1].from is '8.00', but must be a time")]
    [InlineData("08:00", "17:00", "hours[1].to must be later than from")]
    [InlineData("kind: parking", "kind: transport", "arrival must tell about parking once")]
    [InlineData("kind: parking", "kind: video", "arrival has video, which does not belong")]
    public void A_fault_in_a_unit_is_named(string old, string with, string problem) =>
        content.Refuses("units/place.yaml", old, with, problem);

    [Theory]
    [InlineData("county.yaml", "\"901\"", "\"901b\"", "county.yaml:3: municipalities[1].code is '901b', but must be three digits")]
    [InlineData("groups.yaml", "- id: clinic", "- id: clinic\n  name: { fi: A, sv: B, en: C }\n- id: clinic", "groups.yaml: 'clinic' is there 2 times")]
    [InlineData("titles.yaml", "sv: skötare, ", "", "titles.yaml:2: [1].name.sv is missing")]
    [InlineData("titles.yaml", "- id: nurse\n  name", "id: nurse\nname", "titles.yaml: must be a list")]
    [InlineData("codes.yaml", "on-site:", "on-sight:", "appointment_type.codes.on-sight is not a known field")]
    public void A_fault_in_the_shared_files_is_named(string file, string old, string with, string problem) =>
        content.Refuses(file, old, with, problem);

    [Fact]
    public void Two_files_with_the_same_id_are_refused()
    {
        File.Copy(Path.Combine(content.Directory, "services/visit.yaml"), Path.Combine(content.Directory, "services/copy.yaml"));
        var fault = Assert.Throws<ContentException>(content.Read);
        Assert.Contains("services: 'visit' is there 2 times", fault.Problems);
    }

    [Fact]
    public void A_file_that_would_be_passed_over_is_refused()
    {
        content.Write("services/other.yml", "id: other");
        Assert.Equal(["services/other.yml: only .yaml files belong here"], Assert.Throws<ContentException>(content.Read).Problems);
    }

    [Fact]
    public void Missing_files_and_directories_are_named()
    {
        File.Delete(Path.Combine(content.Directory, "titles.yaml"));
        Assert.Contains("titles.yaml: there is no such file", Assert.Throws<ContentException>(content.Read).Problems);
        Assert.Throws<ContentException>(() => CatalogueReader.Read(Path.Combine(content.Directory, "elsewhere")));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        content.Replace("services/visit.yaml", "who: nurse", "who: wizard");
        content.Replace("services/visit.yaml", "booking: direct", "booking: maybe");
        content.Write("services/other.yml", "id: other");
        var fault = Assert.Throws<ContentException>(content.Read);
        Assert.Equal(3, fault.Problems.Count);
        Assert.All(fault.Problems, problem => Assert.Contains(problem, fault.Message));
    }
}
