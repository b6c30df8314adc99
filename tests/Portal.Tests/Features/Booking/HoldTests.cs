using Portal.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

public class HoldTests : BookingTest
{
    async Task<(HoldTime.Outcome, Guid)> Hold(SignedInResident who, Guid slot, Guid? moves = null)
    {
        var result = await Host.Get<HoldTime>().Handle(who.Resident, null, Service, slot, moves, Ct);
        return (result.Outcome, result.Id);
    }

    Task<ConfirmAppointment.Outcome> Confirm(SignedInResident who, Guid id, string? reason = null) =>
        Host.Get<ConfirmAppointment>().Handle(who.Resident, id, reason, null, Ct);

    Task<List<FreeTime>> Free() => Host.Get<FindFreeTimes>().Next(Service, new TimeFilter(), null, 20, Ct);

    [Fact]
    public async Task A_held_time_is_not_offered_to_others_until_ten_minutes_have_passed()
    {
        var slot = await NewSlot(At(1, 9));
        var (first, second) = (await Host.SignInResident(1), await Host.SignInResident(2));
        Assert.Equal(HoldTime.Outcome.Held, (await Hold(first, slot)).Item1);
        Assert.Empty(await Free());
        Assert.Equal(HoldTime.Outcome.TimeTaken, (await Hold(second, slot)).Item1);

        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(slot, Assert.Single(await Free()).Id);
        Assert.Equal(HoldTime.Outcome.Held, (await Hold(second, slot)).Item1);
    }

    [Fact]
    public async Task A_hold_that_ran_out_is_still_confirmed_when_nobody_took_the_time()
    {
        var resident = await Host.SignInResident(1);
        var (_, id) = await Hold(resident, await NewSlot(At(1, 9)));
        Clock.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(ConfirmAppointment.Outcome.Booked, await Confirm(resident, id));
    }

    [Fact]
    public async Task A_hold_that_somebody_took_over_cannot_be_confirmed_and_what_was_written_waits()
    {
        var slot = await NewSlot(At(1, 9));
        var (first, second) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var (_, id) = await Hold(first, slot);
        Clock.Advance(TimeSpan.FromMinutes(11));
        await Booked(second, slot);
        Assert.Equal(ConfirmAppointment.Outcome.TimeTaken, await Confirm(first, id, "Polvi on kipeä"));

        var other = await NewSlot(At(2, 9));
        var (_, next) = await Hold(first, other);
        var page = await first.Browser.Open($"/fi/booking/confirm/{next}");
        Assert.Equal("Polvi on kipeä", page.Find("textarea").TextContent.Trim());
    }

    [Fact]
    public async Task A_new_choice_for_the_same_service_gives_the_former_back()
    {
        var (a, b) = (await NewSlot(At(1, 9)), await NewSlot(At(1, 10)));
        var resident = await Host.SignInResident(1);
        await Hold(resident, a);
        await Hold(resident, b);
        Assert.Equal(a, Assert.Single(await Free()).Id);
    }

    [Fact]
    public async Task Nobody_can_empty_a_list_with_holds()
    {
        var resident = await Host.SignInResident(1);
        string[] services = ["wound-care", "diabetes-nurse", "asthma-nurse", "memory-nurse"];
        var hold = Host.Get<HoldTime>();
        var outcomes = new List<HoldTime.Outcome>();
        foreach (var (i, service) in services.Index())
            outcomes.Add((await hold.Handle(resident.Resident, null, service, await NewSlot(At(1, 9 + i), service: service), null, Ct)).Outcome);
        Assert.Equal([HoldTime.Outcome.Held, HoldTime.Outcome.Held, HoldTime.Outcome.Held, HoldTime.Outcome.TooManyHolds], outcomes);
    }

    [Fact]
    public async Task Moving_lets_the_old_time_go_only_when_the_new_one_stands()
    {
        var (old, wanted) = (await NewSlot(At(3, 9)), await NewSlot(At(4, 9)));
        var resident = await Host.SignInResident(1);
        var before = await Booked(resident, old);
        var (_, id) = await Hold(resident, wanted, before);
        Assert.Equal("booked", await StatusOf(before));
        Assert.Equal(ConfirmAppointment.Outcome.Booked, await Confirm(resident, id));
        Assert.Equal(("moved", "booked"), (await StatusOf(before), await StatusOf(id)));
        Assert.Equal(old, Assert.Single(await Free()).Id);
    }

    [Fact]
    public async Task Moving_to_a_time_that_overlaps_the_old_one_works()
    {
        var other = await NewNurse("Toinen");
        var (old, wanted) = (await NewSlot(At(3, 9)), await NewSlot(At(3, 9, 10), professional: other));
        var resident = await Host.SignInResident(1);
        var before = await Booked(resident, old);
        var (_, id) = await Hold(resident, wanted, before);
        Assert.Equal(ConfirmAppointment.Outcome.Booked, await Confirm(resident, id));
    }

    [Fact]
    public async Task When_many_move_to_one_time_one_succeeds_and_all_others_keep_theirs()
    {
        var residents = new List<(SignedInResident Who, Guid Before, Guid Held)>();
        var wanted = await NewSlot(At(5, 12));
        for (var i = 0; i < 20; i++)
        {
            var who = await Host.SignInResident(i);
            var before = await Booked(who, await NewSlot(At(3, 9).AddMinutes(20 * i)));
            var (_, held) = await Hold(who, wanted, before);
            Clock.Advance(TimeSpan.FromMinutes(10));   // each hold has run out, so the next may take it: all have a page open
            residents.Add((who, before, held));
        }
        var outcomes = await Task.WhenAll(residents.Select(r => Task.Run(() => Confirm(r.Who, r.Held))));
        Assert.Single(outcomes, o => o == ConfirmAppointment.Outcome.Booked);
        foreach (var ((_, before, held), outcome) in residents.Zip(outcomes))
            Assert.Equal(outcome == ConfirmAppointment.Outcome.Booked ? "moved" : "booked", await StatusOf(before));
        Assert.Equal(20, await Db.ReadOne<int>("select count(*)::int from booking.appointment where status = 'booked'"));
    }

    [Fact]
    public async Task Too_late_to_move_leaves_the_old_time()
    {
        var resident = await Host.SignInResident(1);
        var before = await Booked(resident, await NewSlot(At(1, 9)));
        var (_, id) = await Hold(resident, await NewSlot(At(4, 9)), before);
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(ConfirmAppointment.Outcome.OldTooLate, await Confirm(resident, id));
        Assert.Equal("booked", await StatusOf(before));
    }

    [Fact]
    public async Task Someone_elses_hold_is_not_found()
    {
        var (owner, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var (_, id) = await Hold(owner, await NewSlot(At(1, 9)));
        Assert.Equal(ConfirmAppointment.Outcome.NotFound, await Confirm(other, id));
        Assert.Equal(404, (int)(await other.Browser.Open($"/fi/booking/confirm/{id}")).Status);
    }

    [Fact]
    public async Task Giving_a_hold_back_and_keeping_and_reading_what_was_written_are_audited()
    {
        var resident = await Host.SignInResident(1);
        var (_, first) = await Hold(resident, await NewSlot(At(1, 9)));
        var (_, second) = await Hold(resident, await NewSlot(At(1, 10)));
        Assert.Equal(["booking.hold.given-back"], await HoldLines(resident, first));

        await Host.Get<ConfirmAppointment>().GiveBack(resident.Resident, second, "Polvi on kipeä", Ct);
        Assert.Equal(["booking.hold.given-back"], await HoldLines(resident, second));

        var (_, third) = await Hold(resident, await NewSlot(At(1, 11)));
        Assert.Equal("Polvi on kipeä", (await resident.Browser.Open($"/fi/booking/confirm/{third}")).Find("textarea").TextContent.Trim());
        Assert.Equal(["booking.hold.given-back", "booking.hold.reason-viewed"], await HoldLines(resident, second));
    }

    [Fact]
    public async Task What_is_kept_of_a_hold_that_got_away_is_audited_and_someone_elses_hold_is_left_as_it_is()
    {
        var slot = await NewSlot(At(1, 9));
        var (owner, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var (_, id) = await Hold(owner, slot);
        await Host.Get<ConfirmAppointment>().GiveBack(other.Resident, id, "Vieraan sanat", Ct);
        Assert.Equal("held", await StatusOf(id));
        Assert.Empty(await HoldLines(owner, id));

        Clock.Advance(TimeSpan.FromMinutes(11));
        await Booked(other, slot);
        await Confirm(owner, id, "Polvi on kipeä");
        Assert.Equal(["booking.hold.reason-kept"], await HoldLines(owner, id));
    }

    async Task<IEnumerable<string>> HoldLines(SignedInResident who, Guid hold) =>
        (await Audit.LinesOf(who.Id)).Where(l => l.Object == hold && l.Action.StartsWith("booking.hold.", StringComparison.Ordinal)).Select(l => l.Action);
}
