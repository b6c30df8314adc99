using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>The smallest content that is valid, in a directory of its own, for a test to break one thing in it.</summary>
sealed partial class SampleContent : IDisposable
{
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("content").FullName;

    public SampleContent()
    {
        Write("county.yaml", """
            name: { fi: Alue, sv: Område, en: County }
            municipalities:
              - code: "901"
                name: { fi: Kylä, sv: By, en: Kylä }
                coordinates: { lat: 60.5, lon: 23.0 }
            """);
        Write("groups.yaml", "- id: clinic\n  name: { fi: Asema, sv: Station, en: Centre }\n");
        Write("titles.yaml", "- id: nurse\n  name: { fi: hoitaja, sv: skötare, en: nurse }\n");
        Write("codes.yaml", """
            service_type:
              system: urn:oid:1.2.3
              codes:
                EDA: Palvelu
            appointment_type:
              system: urn:oid:1.2.4
              codes:
                on-site: { code: "10", display: Käynti }
            """);
        WriteMeasurements();
        Write("units/place.yaml", """
            id: place
            municipality: "901"
            remote: false
            name: { fi: Paikka, sv: Plats, en: Place }
            address: { fi: Tie 1, sv: Vägen 1 }
            postal_code: "29910"
            city: { fi: Kylä, sv: By }
            coordinates: { lat: 60.6, lon: 23.1 }
            phone: 010 000 1100
            hours:
              - { days: [mon, fri], from: "08:00", to: "16:00" }
            eves: closed
            arrival:
              - kind: transport
                text: { fi: Bussilla, sv: Med buss, en: By bus }
              - kind: parking
                text: { fi: Pihalla, sv: På gården, en: In the yard }
              - kind: entrance
                text: { fi: Ovesta, sv: Genom dörren, en: By the door }
              - kind: check-in
                text: { fi: Aulassa, sv: I aulan, en: In the lobby }
            accessibility:
              - { fi: Luiska, sv: Ramp, en: A ramp }
            """);
        Write("units/remote.yaml", """
            id: remote
            municipality: "901"
            remote: true
            name: { fi: Etä, sv: Distans, en: Remote }
            phone: 010 000 1800
            hours:
              - { days: [mon], from: "08:00", to: "16:00" }
            eves: open
            arrival:
              - kind: phone
                text: { fi: Soitamme, sv: Vi ringer, en: We call }
              - kind: video
                text: { fi: Linkki, sv: Länk, en: A link }
            accessibility:
              - { fi: Tulkki, sv: Tolk, en: Interpreter }
            """);
        Write("services/visit.yaml", """
            id: visit
            group: clinic
            name: { fi: Käynti, sv: Besök, en: Visit }
            summary: { fi: Käyt., sv: Du besöker., en: You visit. }
            keywords: { fi: [yskä], sv: [hosta], en: [cough] }
            audience:
              age: { min: 16, max: 64 }
              text: { fi: Aikuisille., sv: För vuxna., en: For adults. }
            duration_minutes: 20
            units: [place, remote]
            modes: [on-site, phone]
            booking: direct
            who: nurse
            preparation:
              - when: before
                text: { fi: Syö., sv: Ät., en: Eat. }
                source: Käypä hoito
                sign_off: pending
            cancel_deadline_hours: 24
            price: { fi: Maksuton., sv: Avgiftsfritt., en: Free. }
            reason:
              ask: true
              hint: { fi: Kerro., sv: Berätta., en: Tell. }
            urgent:
              text: { fi: Soita., sv: Ring., en: Call. }
              source: Käypä hoito
              sign_off: { by: Lääkäri Testinen, on: 2026-11-20 }
            fhir: { service_type: EDA }
            """);
        Write("queues/desk.yaml", """
            id: desk
            order: 10
            unit: place
            name: { fi: Neuvonta, sv: Rådgivning, en: Advice }
            summary: { fi: Kysy., sv: Fråga., en: Ask. }
            price: { fi: Maksuton., sv: Avgiftsfritt., en: Free. }
            chat:
              hours:
                - { days: [mon, tue], from: "09:00", to: "15:00" }
              eves: { until: "12:00" }
              answer_within_minutes: 10
              max_waiting: 5
              unanswered_minutes: 30
              minutes_per_contact: 8
            callback:
              hours:
                - { days: [wed], from: "10:00", to: "14:00" }
              eves: open
              window_minutes: 120
              days_ahead: 3
              attempts: 2
              call_within_hours: 6
            written: { answer_within_hours: 16 }
            services: [visit]
            default_urgency: 3
            """);
        Write("replies/hello.yaml", """
            id: hello
            kind: greeting
            queues: [desk]
            name: { fi: Tervehdys, sv: Hälsning, en: Greeting }
            text: { fi: "Hei {resident}, {unit}.", sv: "Hej {resident}, {unit}.", en: "{unit}: hello {resident}." }
            """);
        Write("crisis-words.yaml", """
            - kind: crisis
              words: { fi: [haluan ... kuolla], sv: [självmord*], en: [kill myself] }
              source: Opas
              sign_off: pending
            - kind: emergency
              words: { fi: [rintakip*], sv: [andas inte], en: [can't breathe] }
              source: Opas
              sign_off: pending
            """);
        Write("crisis-help.yaml", """
            - kind: crisis
              title: { fi: Apua, sv: Hjälp, en: Help }
              text: { fi: Soita., sv: Ring., en: Call. }
              lines:
                - phone: { fi: 09 2525 0111, sv: 09 2525 0112, en: 09 2525 0111 }
                  text: { fi: Kriisipuhelin., sv: Kristelefon., en: Crisis line. }
              source: Opas
              sign_off: pending
            - kind: emergency
              title: { fi: Hätä, sv: Nöd, en: Emergency }
              text: { fi: Soita heti., sv: Ring genast., en: Call now. }
              lines:
                - phone: { fi: "112", sv: "112", en: "112" }
                  text: { fi: Hätänumero., sv: Nödnummer., en: Emergency number. }
              source: Opas
              sign_off: pending
            """);
    }

    public void Write(string file, string text)
    {
        var path = Path.Combine(Directory, file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Breaks one thing. The old text must be there exactly once, or the test would break nothing.</summary>
    public void Replace(string file, string old, string with)
    {
        var text = File.ReadAllText(Path.Combine(Directory, file));
        Assert.Equal(2, text.Split(old).Length);
        Write(file, text.Replace(old, with));
    }

    /// <summary>Breaks one thing, and holds that reading says so in these words.</summary>
    public void Refuses(string file, string old, string with, string problem)
    {
        Replace(file, old, with);
        var fault = Assert.Throws<ContentException>(Read);
        Assert.Contains(fault.Problems, p => p.Contains(problem, StringComparison.Ordinal));
    }

    public Catalogue Read() => CatalogueReader.Read(Directory);

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
