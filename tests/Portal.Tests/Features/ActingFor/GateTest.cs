using Portal.Tests.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>Aino, who has two children, and times to book for them.</summary>
public abstract class GateTest : BookingTest
{
    internal const string Times = "/fi/booking/nurse-appointment", List = "/fi/appointments", Nine = "torstai 26.11. klo 9.00", Words = "Yskä on jatkunut kolme viikkoa";

    internal static readonly TimeSpan ToSee = TimeSpan.FromMinutes(5), ToDo = TimeSpan.FromMinutes(1);

    internal SignedInResident Aino { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await NewSlot(At(3, 9));
        Aino = await Host.SignInResident(1);
    }

    /// <summary>The evening before midnight in Helsinki begins 24 November, by this much; Aino has just logged in.</summary>
    internal async Task<DateTimeOffset> EveningBefore(TimeSpan by)
    {
        var midnight = ManualClock.Morning.AddHours(16);
        Clock.Set(midnight - by);
        Aino = await Host.SignInResident(1);
        return midnight;
    }

    /// <summary>Aino acts for this child from now on; the name shown is "Lapsi" and the last digits.</summary>
    internal Task<SignedInResident> For(string child) => Host.ActFor(Aino, child);

    /// <summary>The page to confirm the first time, words written and not sent.</summary>
    internal static async Task<Page> Confirming(SignedInResident who) => (await (await who.Browser.Open(Times)).PressFirst(Nine)).Fill("reason", Words);

    internal Task<int> BookedNow() => Db.ReadOne<int>("select count(*)::int from booking.appointment where status = 'booked'");

    /// <summary>The person for whom the browser acts now, as the next page says; null for the browser's own.</summary>
    internal static async Task<string?> ActsFor(Browser browser) =>
        (await browser.Open("/fi/acting/rules")).All(".banner-acting strong") is [var name] ? name.TextContent.Split("henkilön ")[1].Split(" puolesta")[0] : null;
}
