using Portal.Features.Cases;
using Portal.Tests.Features.Cases;
using Portal.Tests.House;

namespace Portal.Tests.Features.Chat;

/// <summary>A portal whose nurse is at work and takes chats.</summary>
public abstract class ChatTest : CaseTest
{
    internal const string Start = "/fi/chat/nurse-advice", Question = "Lapsella on korvakipua.";

    internal SignedInProfessional Nurse { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Nurse = await Host.SignInProfessional();
        await AtWork(Nurse);
    }

    /// <summary>The nurse has been heard of now.</summary>
    internal Task AtWork(SignedInProfessional nurse, bool takesChats = true) => Db.Write("""
        insert into cases.presence (staff, unit, takes_chats, seen_at) values (@staff, @unit, @takesChats, @now)
        on conflict (staff) do update set takes_chats = excluded.takes_chats, seen_at = excluded.seen_at
        """, new { staff = nurse.Professional.StaffId, unit = nurse.Professional.Unit, takesChats, now = Clock.Now });

    internal Task NobodyAtWork() => Db.Write("delete from cases.presence");

    /// <summary>By the pages: the question is written and sent.</summary>
    internal static async Task<Page> Begin(Browser browser, string question = Question) =>
        await (await browser.Open(Start)).Fill("question", question).Press("Lähetä ja aloita keskustelu");

    /// <summary>The case of a conversation's page.</summary>
    internal static Guid CaseOf(Page page) => Guid.Parse(page.Address.AbsolutePath.Split('/')[4]);

    /// <summary>The nurse answers.</summary>
    internal async Task Answer(Guid id, string text = "Kuinka vanha lapsi on?") =>
        Assert.Equal(PostMessage.Outcome.Sent, (await Cases.Post(Nurse.Professional, (await Cases.One(Nurse.Professional, id, Ct))!, Guid.CreateVersion7(), text, Ct)).Outcome);
}
