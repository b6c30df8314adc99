using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases;

/// <summary>A portal in which somebody has a matter.</summary>
public abstract class CaseTest : PortalTest
{
    /// <summary>A queue of Keskusta health centre.</summary>
    internal Queue Queue => Host.Get<ContentFacade>().Queue("nurse-advice")!;

    internal CasesFacade Cases => Host.Get<CasesFacade>();

    /// <summary>Somebody who writes without having said who they are.</summary>
    internal static Guest NewGuest() => new(Convert.ToBase64String(Guid.NewGuid().ToByteArray()));

    internal async Task<Case> Opened(Actor actor, string? text = "Mistä saan ajan?", CaseChannel channel = CaseChannel.Chat)
    {
        var opened = await Cases.Open(actor, new(Queue, channel, text, "fi"), Ct);
        return (await Cases.One(actor, opened.Id, Ct))!;
    }

    internal async Task<List<Message>> Conversation(Actor actor, Guid id) => (await Cases.Whole(actor, id, 0, Ct))!.Value.Messages;

    /// <summary>The case as it is, behind the walls.</summary>
    internal Task<Case> Stored(Guid id) => Db.ReadOne<Case>("select * from cases.case where id = @id", new { id });
}
