using Microsoft.AspNetCore.Components;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Pages;

/// <summary>What the resident's pages share: whose readings, and how they are said.</summary>
public abstract class MeasurementPage : RoomPage
{
    /// <summary>The longest list of readings on a page.</summary>
    protected const int Shown = 30;

    [Inject] internal MeasurementsTexts T { get; set; } = null!;
    [Inject] internal ContentFacade Content { get; set; } = null!;
    [Inject] internal MeasurementWords Words { get; set; } = null!;
    [Inject] internal ReadingWords Said { get; set; } = null!;
    [Inject] internal ReadReadings ReadIt { get; set; } = null!;

    /// <summary>For whom: oneself, whom one acts for, or the person beside the professional.</summary>
    internal Resident Me => Http.ActingResident();

    /// <summary>Who measures when nobody says otherwise.</summary>
    internal MeasuredBy UsuallyBy => Me.Assistant is not null ? MeasuredBy.Professional : Me.ForAnother ? MeasuredBy.Family : MeasuredBy.Self;

    /// <summary>May look at all that has been measured; a professional beside the person sees what they entered themselves.</summary>
    protected bool MaySee => Http.User.May("measurements:see");

    internal string When(DateTimeOffset at) => Said.When(at);

    /// <summary>"Health centre nurse"; the id when the content no longer has it.</summary>
    internal string QueueName(string queue) => Content.Queue(queue)?.Name.ToString() ?? queue;

    /// <summary>The name of a plan: its template's, or "own diary".</summary>
    internal string PlanName(Plan plan) => Content.PlanTemplate(plan.Template)?.Name.ToString() ?? T["plan-own", Words.Name(plan.Measure)];

    /// <summary>"132/84 mmHg, pulse 62 /min"; the words of a diary's line, cut to a length.</summary>
    internal string Value(Reading r) => Words.Value(r) is { Length: > 0 } value ? value : Start(r.Words ?? "");

    /// <summary>Those of some texts that are ids: addresses and forms are filled by anybody.</summary>
    protected static Guid[] Ids(IEnumerable<string> texts) => [.. texts.Select(t => Guid.TryParse(t, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];

    static string Start(string words)
    {
        const int most = 80;
        if (words.Length <= most) return words;
        var end = words.LastIndexOf(' ', most);
        return words[..(end > most / 2 ? end : most)] + "…";
    }
}
