using Portal.Features.Callback;
using Portal.Features.Cases;
using Portal.Tests.Features.Cases;
using Portal.Tests.House;

namespace Portal.Tests.Features.Callback;

/// <summary>A portal in which somebody wants to be called. It is Monday, 8.00; nurse-advice calls from 8 to 16, in windows of two hours.</summary>
public abstract class CallTest : CaseTest
{
    internal const string Ask = "/fi/callback/nurse-advice";

    internal static string PageOf(Guid id) => $"/fi/callback/case/{id}";

    /// <summary>Fills and sends the form of the page.</summary>
    internal static Task<Page> AskOn(Page page, string number = "040 123 4567", string window = "Tänään klo 10.00–12.00", bool message = true, string button = "Pyydä soittoa") =>
        page.Fill("Puhelinnumero", number).Choose(window).Choose(message ? "Kyllä, viestin saa jättää" : "Ei, älkää jättäkö viestiä").Press(button);

    /// <summary>The id in the address of a call's page.</summary>
    internal static Guid IdOf(Page page) => Guid.Parse(page.Path.Split('/', '?')[4]);

    internal async Task<Case> Asked(SignedInResident resident, string window = "Tänään klo 10.00–12.00", string text = "Korva on kipeä.") =>
        await Stored(IdOf(await AskOn((await resident.Browser.Open(Ask)).Fill("text", text), window: window)));

    internal Task<CallRequest> RequestOf(Guid id) => Db.ReadOne<CallRequest>("select * from callback.request where case_id = @id", new { id });

    internal Task<List<string>> LedgerOf(Guid id) => Db.Read<string>("select kind from cases.event where case_id = @id order by id", new { id });

    /// <summary>The messages that are waiting to be sent, by their templates.</summary>
    internal Task<List<string>> Planned(Guid id) => Db.Read<string>("select payload ->> 'template' from jobs.job where queue = 'message' and payload ->> 'about' = @about and state = 'waiting' order by seq", new { about = $"{id}" });

    /// <summary>A time in Helsinki on the test's Monday, or days after it.</summary>
    internal static DateTimeOffset At(int hour, int minute = 0, int day = 0) => ManualClock.Morning.AddDays(day).AddHours(hour - 8).AddMinutes(minute);
}
