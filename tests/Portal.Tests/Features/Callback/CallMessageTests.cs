using Portal.Features.Callback;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Tests.Features.Notifications;
using Portal.Tests.House;
using Channel = Portal.Features.Notifications.Channel;

namespace Portal.Tests.Features.Callback;

/// <summary>What residents are told of calls outside the portal: neutral, and only while it is true.</summary>
public class CallMessageTests : NotificationsTest
{
    Queue Queue => Host.Get<ContentFacade>().Queue("nurse-advice")!;

    async Task<Guid> Asked(Resident resident)
    {
        var wish = new CallWish(PhoneNumber.Read("040 123 4567")!.Value, [CallWindows.Offered(Queue.Callback!, Clock.Now)[1]], true);
        return await Host.Get<AskForCall>().Handle(resident, Queue, Guid.CreateVersion7(), wish, "Korva on kipeä.", "fi", null, null, Ct);
    }

    Task<RecordAttempt.Outcome> Note(SignedInProfessional nurse, Guid id, CallOutcome outcome) =>
        Host.Get<RecordAttempt>().Handle(nurse.Professional, id, 0, outcome, false, Ct);

    [Fact]
    public async Task The_receipt_says_when_and_nothing_of_who_or_why()
    {
        var aino = (await Host.SignInResident()).Resident;
        await Prove(aino, Channel.Sms, "040 123 4567");
        await Asked(aino);
        await Host.DoJobs();
        Assert.Equal("Soitamme ma 23.11. klo 10.00 alkaen. Katso tai muuta: http://localhost/fi/my", Assert.Single(Texts).Text);
    }

    [Fact]
    public async Task A_call_in_vain_is_told_and_asks_for_a_new_time()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        await Prove(aino.Resident, Channel.Sms, "040 123 4567");
        var id = await Asked(aino.Resident);
        await Note(nurse, id, CallOutcome.Wrong);
        await Host.DoJobs();   // the receipt is not true any more
        Assert.Equal("Yritimme soittaa, mutta emme tavoittaneet sinua. Kerro, milloin ja mihin numeroon soitamme: http://localhost/fi/my", Assert.Single(Texts).Text);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Nobody_is_told_of_what_has_changed_meanwhile(bool cancelled)
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        await Prove(aino.Resident, Channel.Sms, "040 123 4567");
        var id = await Asked(aino.Resident);
        if (cancelled) await Host.Get<CancelCall>().Handle(aino.Resident, id, Ct);
        else
        {
            await Note(nurse, id, CallOutcome.Wrong);
            await Host.Get<ChangeCall>().Handle(aino.Resident, id, new(PhoneNumber.Read("050 123 4567")!.Value, [], true), Ct);   // before the message went
        }
        await Host.DoJobs();
        Assert.DoesNotContain(Texts, t => t.Text.StartsWith("Yritimme", StringComparison.Ordinal));
        Assert.Equal(cancelled ? 0 : 1, Texts.Count);
    }

    [Fact]
    public async Task The_guardian_who_asked_is_told_while_the_right_stands()
    {
        var (mother, nurse) = (await Host.ActFor(await Host.SignInResident(), TestHetu.Child(5)), await Host.SignInProfessional());
        await Prove(Resident.ForSelf(mother.Resident.Self), Channel.Sms, "040 123 4567");
        var id = await Asked(mother.Resident);
        await Host.DoJobs();
        Assert.Equal("Soitamme ma 23.11. klo 10.00 alkaen. Katso tai muuta: http://localhost/fi/acting", Assert.Single(Texts).Text);
        await Note(nurse, id, CallOutcome.Wrong);
        await Host.DoJobs();
        Assert.Contains("emme tavoittaneet", Texts.Last().Text);
        Assert.Equal(2, Texts.Count);

        var second = await Asked(mother.Resident);
        await Host.EndRight(mother);
        await Host.DoJobs();
        Assert.Equal(2, Texts.Count);
        Assert.True((await Db.ReadOne<Case>("select * from cases.case where id = @second", new { second })).IsOpen);
    }
}
