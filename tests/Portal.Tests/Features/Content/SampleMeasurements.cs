namespace Portal.Tests.Features.Content;

/// <summary>Something to measure, and a plan that orders it.</summary>
sealed partial class SampleContent
{
    void WriteMeasurements()
    {
        Write("measurements/warmth.yaml", """
            id: warmth
            order: 1
            name: { fi: Lämpö, sv: Värme, en: Warmth }
            how:
              - { fi: Mittaa aamulla., sv: Mät på morgonen., en: Measure in the morning. }
            source: A book
            sign_off: pending
            quantities:
              - id: warmth
                name: { fi: Lämpö, sv: Värme, en: Warmth }
                unit: "°C"
                ucum: Cel
                decimals: 1
                lowest: 25
                highest: 45
                usual_from: 35
                usual_to: 41
                others:
                  - { unit: "°F", ucum: "[degF]", minus: 32, divided_by: 1.8 }
            limits:
              - id: hot
                level: emergency
                any:
                  - { quantity: warmth, from: 41 }
                text: { fi: Soita 112., sv: Ring 112., en: Call 112. }
                source: A book
                sign_off: pending
            """);
        Write("plans/warm-week.yaml", """
            id: warm-week
            measure: warmth
            name: { fi: Lämpöviikko, sv: Värmevecka, en: Warm week }
            text: { fi: Mittaa joka aamu., sv: Mät varje morgon., en: Measure every morning. }
            times: [morning]
            readings_each_time: 1
            every_days: 1
            days: 7
            target: { under: 37.5 }
            look_within_days: 3
            source: A book
            sign_off: pending
            """);
    }
}
