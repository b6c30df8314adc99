using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Web;

namespace Portal.Features.Booking;

/// <summary>For the home page: the new times that a clinic owes and one must choose, and the next appointments.</summary>
sealed class HomeAppointments(ReadAppointments read, ContentFacade content, BookingTexts texts, TimeProvider clock) : IHomeDuties
{
    public string Area => "booking";

    public string WhenSilent => texts["home-silent"];

    public async Task<HomePart> For(Resident resident, CancellationToken ct)
    {
        var all = await read.Mine(resident, ct);
        return new(
            [.. all.Where(a => a.OpenRebooking is not null).Select(a => new Duty(texts["choose-new-time", Name(a)],
                $"{texts["clinic-cancelled", texts["day-at", a.StartsAt.HelsinkiDate().DayAndMonth(), a.StartsAt.Time()]]} {texts[$"clinic-reason-{a.CancelReason}"]}",
                null, Href(a), texts["home-choose"]))],
            [.. all.Where(a => a.IsComing(clock.GetUtcNow())).Select(a => new Coming(Name(a), Where(a), a.StartsAt, Href(a)))]);
    }

    string Name(Appointment a) => content.Service(a.Service)?.Name.ToString() ?? a.Service;
    string Where(Appointment a) => a.Mode == "on-site" ? content.Unit(a.UnitId)?.Name.ToString() ?? a.UnitId : texts[$"mode-{a.Mode}"];
    static string Href(Appointment a) => $"/{Language.Current.Code}/appointments/{a.Id}";
}
