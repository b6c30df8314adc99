using Portal.DevStack;
using Portal.DevStack.DemoData;

namespace Portal.Tests.DevStack;

/// <summary>The demo times are such as a real county could have, and the same every time.</summary>
public class ScheduleTests
{
    static readonly DateOnly Today = new(2026, 11, 21);
    static readonly TimeZoneInfo Helsinki = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");
    static readonly Catalogue Catalogue = Catalogue.Read(Repository.Folder("content"));
    static readonly IReadOnlyList<Professional> Professionals = Professional.ReadAll(Repository.Folder("infra", "DevStack", "demo", "professionals.json"));
    static readonly List<Slot> Slots = All();

    [Fact]
    public void The_county_is_large_enough()
    {
        Assert.True(Professionals.Count >= 40);
        Assert.True(Professionals.Select(p => p.Unit).Distinct().Count() >= 6);
        Assert.Distinct(Professionals.Select(p => p.Id));
        var titles = File.ReadAllText(Repository.Folder("content", "titles.yaml"));
        Assert.All(Professionals, p => Assert.Contains($"- id: {p.Title}\n", titles));
    }

    [Fact]
    public void Every_service_that_is_booked_directly_has_times_in_every_unit_and_way_it_is_given()
    {
        foreach (var service in Catalogue.Services.Where(s => s.Booking == "direct"))
            foreach (var unit in service.Units)
                foreach (var mode in service.Modes.Where(mode => (mode != "on-site") == Catalogue.Units[unit].Remote))
                    Assert.True(Slots.Any(s => s.UnitId == unit && s.Mode == mode && s.Services.Contains(service.Id)), $"{service.Id} in {unit}, {mode}");
    }

    [Fact]
    public void A_time_is_as_long_as_each_of_its_services_and_given_there_in_that_way()
    {
        var services = Catalogue.Services.ToDictionary(s => s.Id);
        Assert.All(Slots, slot => Assert.All(slot.Services, id => Assert.True(
            services[id].DurationMinutes == (slot.EndsAt - slot.StartsAt).TotalMinutes && services[id].Units.Contains(slot.UnitId)
            && services[id].Modes.Contains(slot.Mode) && services[id].Booking == "direct")));
    }

    [Fact]
    public void Nobody_is_in_two_places_at_once()
    {
        foreach (var times in Slots.GroupBy(s => s.ProfessionalId).Concat(Slots.Where(s => s.RoomId is not null).GroupBy(s => s.RoomId!.Value)))
        {
            var ordered = times.OrderBy(s => s.StartsAt).ToList();
            Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.First.EndsAt <= pair.Second.StartsAt));
        }
    }

    [Fact]
    public void Everyone_works_within_their_hours_on_working_days_only()
    {
        var people = Professionals.ToDictionary(p => p.Id);
        foreach (var slot in Slots)
        {
            var who = people[slot.ProfessionalId];
            var (from, to) = (Local(slot.StartsAt), Local(slot.EndsAt));
            var open = Catalogue.Units[slot.UnitId].OpenOn(from.DayOfWeek);
            Assert.NotNull(open);
            Assert.True(TimeOnly.FromDateTime(from) >= (who.From ?? open.Value.From) && TimeOnly.FromDateTime(to) <= (who.To ?? open.Value.To), $"{who.Name} {from}");
            Assert.False(FinnishHolidays.IsClosed(DateOnly.FromDateTime(from)));
            Assert.Contains(Catalogue.Short(from.DayOfWeek), who.Days);
        }
        Assert.DoesNotContain(Slots, s => Local(s.StartsAt) is { Month: 12, Day: 24 or 25 } or { Month: 1, Day: 1 or 6 });
    }

    [Fact]
    public void A_long_day_has_a_lunch()
    {
        foreach (var day in Slots.GroupBy(s => (s.ProfessionalId, Local(s.StartsAt).Date)))
        {
            var ordered = day.OrderBy(s => s.StartsAt).ToList();
            if ((ordered[^1].EndsAt - ordered[0].StartsAt).TotalHours < 6) continue;
            Assert.Contains(ordered.Zip(ordered.Skip(1)), pair => pair.Second.StartsAt - pair.First.EndsAt >= TimeSpan.FromMinutes(30));
        }
    }

    [Fact]
    public void There_is_an_evening_surgery_and_nobody_fasts_until_the_afternoon()
    {
        Assert.Contains(Slots, s => s.UnitId == "koivuniemi" && Local(s.StartsAt) is { DayOfWeek: DayOfWeek.Tuesday, Hour: >= 16 });
        Assert.All(Slots.Where(s => s.Services.Contains("laboratory-fasting") || s.Services.Contains("glucose-tolerance-test")),
            s => Assert.True(Local(s.StartsAt).Hour < 11));
    }

    [Fact]
    public void The_same_days_give_the_same_times() =>
        Assert.Equal(Slots.Select(s => (s.Id, s.StartsAt)), All().Select(s => (s.Id, s.StartsAt)));

    static List<Slot> All()
    {
        var schedule = new Schedule(Catalogue);
        return [.. Professionals.SelectMany(who => Enumerable.Range(0, DemoTimes.Weeks * 7).SelectMany(day => schedule.TimesOf(who, Today.AddDays(day), Today)))];
    }

    static DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Helsinki).DateTime;
}
