using Portal.Platform;
using Portal.Tests.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>Acting for somebody from page to page: the right is asked about again, and ends where it ends.</summary>
public class GateTests : BookingTest
{
    [Fact]
    public async Task A_guardian_books_for_a_child_and_a_delegate_sees_the_principals_list()
    {
        await NewSlot(At(3, 9));
        var aino = await Host.SignInResident(1);
        var eevi = await Host.ActFor(aino, TestHetu.Child(4));
        var confirm = await (await eevi.Browser.Open("/fi/booking/nurse-appointment")).PressFirst("torstai 26.11. klo 9.00");
        confirm.Shows("Lapsi 900");
        (await confirm.Press("Vahvista aika")).Shows("Aika on varattu");
        var row = await Db.ReadOne<(Guid Subject, Guid BookedBy)>("select subject, booked_by from booking.appointment");
        Assert.Equal((eevi.Id.Value, aino.Resident.Self.Value), row);

        var tuula = await Host.SignInResident(2);
        var veikko = await Host.ActFor(tuula, await Host.SignInResident(3));
        (await veikko.Browser.Open("/fi/appointments")).DoesNotShow("torstai");
        Assert.Equal(Basis.Mandate, veikko.Resident.Basis);
        await Host.EndRight(veikko);
        Assert.StartsWith("/fi/acting/ended", (await veikko.Browser.Open("/fi/appointments")).Path);
    }
}
