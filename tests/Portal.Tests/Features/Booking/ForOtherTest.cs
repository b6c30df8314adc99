using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

/// <summary>Times to book, and Aino, who acts for others.</summary>
public abstract class ForOtherTest : BookingTest
{
    internal const string NineOClock = "torstai 26.11. klo 9.00";

    internal SignedInResident Aino { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Aino = await Host.SignInResident(1);
    }

    internal async Task<Guid> BookByPages(SignedInResident who, string when = NineOClock, bool show = false)
    {
        var confirm = await (await who.Browser.Open($"/fi/booking/{Service}")).PressFirst(when);
        if (show) confirm.Choose("Näytä tämä aika huoltajilleni");
        var done = await confirm.Press("Vahvista aika");
        done.Shows("Aika on varattu");
        return Guid.Parse(done.Address.AbsolutePath.Split('/')[^1]);
    }
}
