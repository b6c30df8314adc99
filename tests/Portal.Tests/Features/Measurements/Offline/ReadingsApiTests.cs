using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Offline;

/// <summary>What a device sends is kept once, each reading judged by itself, and only for whose it is.</summary>
public sealed class ReadingsApiTests : ReadingsApiTest
{
    [Fact]
    public async Task What_was_recorded_without_a_network_is_kept_with_its_own_moment()
    {
        var aino = await Host.SignInResident();
        var id = Guid.NewGuid();
        var answer = await Send(aino, await TagOf(aino), One(id, "132", "84", "2026-11-23T07:30:00+02:00"));
        Assert.Equal((id.ToString(), "kept"), (Text(answer[0]!, "id"), Text(answer[0]!, "outcome")));
        var kept = await Latest(id);
        Assert.Equal((ReadingSource.Offline, ReadingState.Draft, At(7, 30), 132m), (kept.Source, kept.State, kept.MeasuredAt, kept.Value1!.Value));
    }

    [Fact]
    public async Task Sent_by_two_tabs_at_once_and_once_more_it_is_there_once()
    {
        var aino = await Host.SignInResident();
        var tag = await TagOf(aino);
        var ids = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToList();
        var sent = ids.Select((id, i) => One(id, $"{120 + i}", "80", $"2026-11-22T{i:00}:30:00+02:00")).ToArray();
        var answers = await Task.WhenAll(Send(aino, tag, sent), Send(aino, tag, sent), Send(aino, tag, [.. sent.Reverse()]));
        Assert.All(answers, a => Assert.All(a, one => Assert.Equal("kept", Text(one!, "outcome"))));
        Assert.Equal(20, await Count());
        Assert.All(await Send(aino, tag, sent), one => Assert.Equal("kept", Text(one!, "outcome")));
        Assert.Equal(20, await Count());
    }

    /// <summary>Both are held up at the same reading, by a third who then gives up; neither then waits for what the other has written.</summary>
    [Fact]
    public async Task Two_tabs_that_send_the_same_in_opposite_order_do_not_block_one_another()
    {
        var aino = await Host.SignInResident();
        var tag = await TagOf(aino);
        var sent = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).Order().Select((id, i) => One(id, $"{120 + i}", "80")).ToArray();
        await using var third = await Db.AsOwner.OpenConnectionAsync(Ct);
        await using var unfinished = await third.BeginTransactionAsync(Ct);
        await using var insert = new NpgsqlCommand("""
            insert into measurements.reading (id, version, subject, measure, measured_at, measured_by, entered_by, entered_basis, entered_at, source, state)
            values ($1, 1, $1, 'blood-pressure', now(), 'self', $1, 'self', now(), 'form', 'draft')
            """, third, unfinished) { Parameters = { new() { Value = sent[1]["id"]! } } };
        await insert.ExecuteNonQueryAsync(Ct);
        var tabs = Task.WhenAll(Send(aino, tag, sent), Send(aino, tag, [.. sent.Reverse()]));
        await Eventually.Holds("both tabs are held up", async () => await Db.ReadOne<int>("select count(*)::int from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()") == 2);
        await unfinished.RollbackAsync(Ct);
        Assert.All(await tabs, tab => Assert.All(tab, one => Assert.Equal("kept", Text(one!, "outcome"))));
        Assert.Equal(3, await Count());
    }

    [Fact]
    public async Task One_that_is_asked_back_holds_up_none_of_the_others()
    {
        var aino = await Host.SignInResident();
        var (good, odd, wrong) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var tag = await TagOf(aino);
        var answer = await Send(aino, tag, One(good, "132", "84"), One(odd, "80", "50"), One(wrong, "kolme", "84", "eilen"));
        Assert.Equal(["kept", "asked", "asked"], answer.Select(a => Text(a!, "outcome")));
        Assert.True(answer[1]!["faults"]![0]!["canBeRight"]!.GetValue<bool>());
        Assert.Equal(["systolic", "at"], answer[2]!["faults"]!.AsArray().Select(f => Text(f!, "field")));
        Assert.All(answer[2]!["faults"]!.AsArray(), f => Assert.NotEqual("", Text(f!, "message")));
        Assert.Equal(1, await Count());

        var again = await Send(aino, tag, One(odd, "80", "50", confirmed: true));
        Assert.Equal("kept", Text(again[0]!, "outcome"));
    }

    [Fact]
    public async Task A_dangerous_value_brings_its_text_and_one_of_a_watched_plan_is_sent_at_once()
    {
        var aino = await Host.SignInResident();
        await OrderedWeek(aino.Id);
        var id = Guid.NewGuid();
        var answer = await Send(aino, await TagOf(aino), One(id, "185", "115"));
        Assert.Equal("today", Text(answer[0]!["danger"]!, "level"));
        Assert.Contains("116", Text(answer[0]!["danger"]!, "text"));
        Assert.Equal(ReadingState.Sent, (await Latest(id)).State);
    }

    [Fact]
    public async Task A_meter_that_shows_no_number_is_a_reading_too()
    {
        var aino = await Host.SignInResident();
        var one = One(Guid.NewGuid(), "", "");
        (one["measure"], one["values"]) = ("glucose", new Dictionary<string, string> { ["glucose"] = "HI" });
        var answer = Assert.Single(await Send(aino, await TagOf(aino), one));
        Assert.Equal(("kept", "urgent"), (Text(answer!, "outcome"), Text(answer!["danger"]!, "level")));
        Assert.Equal("kept", Text(Assert.Single(await Send(aino, await TagOf(aino), one))!, "outcome"));   // the answer was lost
        one["values"] = new Dictionary<string, string> { ["glucose"] = "LO" };
        Assert.Equal("differs", Text(Assert.Single(await Send(aino, await TagOf(aino), one))!, "outcome"));
        Assert.Equal(1, await Count());

        (one["id"], one["at"]) = (Guid.NewGuid(), "yesterday");
        var asked = Assert.Single(await Send(aino, await TagOf(aino), one));   // its text does not wait for what is asked back
        Assert.Equal(("asked", "urgent"), (Text(asked!, "outcome"), Text(asked!["danger"]!, "level")));
    }

    [Fact]
    public async Task The_words_are_in_the_language_that_is_asked_for()
    {
        var aino = await Host.SignInResident();
        aino.Browser.Language = "sv";
        using var request = Request(await TagOf(aino), JsonSerializer.Serialize(new[] { One(Guid.NewGuid(), "185", "115") }));
        request.Headers.TryAddWithoutValidation("Accept-Language", "sv");
        Assert.Contains("Ditt blodtryck", await (await aino.Browser.Send(request)).Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_change_made_after_the_answer_was_lost_is_told_and_not_swallowed()
    {
        var aino = await Host.SignInResident();
        var (id, tag) = (Guid.NewGuid(), await TagOf(aino));
        await Send(aino, tag, One(id, "132", "84"));
        Assert.Equal("differs", Text((await Send(aino, tag, One(id, "142", "84")))[0]!, "outcome"));
        Assert.Equal(132m, (await Latest(id)).Value1);
    }

    [Fact]
    public async Task What_one_recorded_is_never_sent_in_anothers_session_nor_while_acting_for_another()
    {
        var (aino, eero) = (await Host.SignInResident(), await Host.SignInResident(2));
        var tag = await TagOf(aino);
        Assert.NotEqual(tag, await TagOf(eero));
        Assert.DoesNotContain(aino.Id.ToString(), tag);
        await IsRefused(eero, tag, HttpStatusCode.Conflict, "not-yours");
        var child = await Host.ActFor(aino, TestHetu.Child(4));
        await IsRefused(child, tag, HttpStatusCode.Conflict, "not-yours", ("X-Acting-For", child.Id.ToString()));
        Assert.False((await Owner(child))["own"]!.GetValue<bool>());
        Assert.Equal(tag, Text(await Owner(child), "tag"));   // still Aino's device
        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task Another_persons_id_is_refused_and_the_rest_is_kept()
    {
        var (aino, eero) = (await Host.SignInResident(), await Host.SignInResident(2));
        var (his, mine) = (Guid.NewGuid(), Guid.NewGuid());
        await Send(eero, await TagOf(eero), One(his, "132", "84"));
        var answer = await Send(aino, await TagOf(aino), One(his, "120", "80"), One(mine, "121", "80"));
        Assert.Equal(["not-yours", "kept"], answer.Select(a => Text(a!, "outcome")));
        Assert.Equal((eero.Id, 132m), ((await Latest(his)).Subject, (await Latest(his)).Value1));
    }

    [Fact]
    public async Task Without_a_session_or_the_header_nothing_is_kept()
    {
        var aino = await Host.SignInResident();
        var tag = await TagOf(aino);
        using var nobody = Browser();
        using var out1 = await nobody.Send(Request(tag, Json(One(Guid.NewGuid(), "132", "84"))));
        Assert.Equal(HttpStatusCode.Unauthorized, out1.StatusCode);
        using var bare = await aino.Browser.Send(HttpMethod.Post, "/api/readings", new StringContent(Json(One(Guid.NewGuid(), "132", "84")), Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Forbidden, bare.StatusCode);
        using var owner = await nobody.Get("/api/readings/owner", ("X-CSRF", "1"));
        Assert.Equal(HttpStatusCode.Unauthorized, owner.StatusCode);
        var nurse = await Host.SignInProfessional();
        using var staff = await nurse.Browser.Get("/api/readings/owner", ("X-CSRF", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, staff.StatusCode);
        Assert.Equal(0, await Count());
    }
}
