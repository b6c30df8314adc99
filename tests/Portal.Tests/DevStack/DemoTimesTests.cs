using Portal.DevStack.DemoData;
using Portal.Tests.House;

namespace Portal.Tests.DevStack;

public class DemoTimesTests
{
    static readonly DateOnly Friday = new(2026, 11, 20);

    [Fact]
    public async Task A_second_start_adds_nothing_and_the_next_week_adds_the_week_that_came_into_view()
    {
        await using var database = await TestStack.NewDatabase();
        var first = await DemoTimes.Write(database.OwnerConnection, Friday);
        Assert.True(first > 10_000, $"{first} times");
        Assert.Equal(0, await DemoTimes.Write(database.OwnerConnection, Friday));
        Assert.Equal(first, await database.ReadOne<int>("select count(*)::int from booking.slot"));

        var lastBefore = await LastDay(database);
        var added = await DemoTimes.Write(database.OwnerConnection, Friday.AddDays(7));
        Assert.InRange(added, 1, first / 5);
        Assert.Equal(lastBefore.AddDays(7), await LastDay(database));
    }

    [Fact]
    public async Task Times_are_listed_under_each_of_their_services()
    {
        await using var database = await TestStack.NewDatabase();
        await DemoTimes.Write(database.OwnerConnection, Friday);
        Assert.Equal(await database.ReadOne<long>("select sum(cardinality(services)) from booking.slot"),
            await database.ReadOne<long>("select count(*) from booking.slot_service"));
        Assert.True(await database.ReadOne<long>("select count(*) from booking.professional") >= 40);
    }

    static Task<DateTime> LastDay(TestDatabase database) =>
        database.ReadOne<DateTime>("select max((starts_at at time zone 'Europe/Helsinki')::date)::timestamp from booking.slot");
}
