using Portal.Features.Audit;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Callback;

/// <summary>Calls on the resident's home page: new windows to choose after a call in vain, and the calls that are agreed.</summary>
sealed class HomeCalls(PortalDb db, CasesFacade cases, ContentFacade content, CallbackTexts texts, AuditFacade audit, TimeProvider clock) : IHomeDuties
{
    public string Area => "chat";
    public string WhenSilent => texts["home-silent"];

    public async Task<HomePart> For(Resident resident, CancellationToken ct)
    {
        List<Case> calls;
        await using (var work = db.As(resident)) calls = [.. (await cases.Mine(work, resident.Subject, ct)).Where(c => c is { Channel: CaseChannel.Callback, IsOpen: true })];
        if (calls.Count == 0) return HomePart.Nothing;
        await audit.Seen(resident, "callback.calls.seen", ct);
        return new([.. calls.Where(c => c.WaitsFor == WaitsFor.Resident).Select(Choose)],
            [.. calls.Where(c => c is { WaitsFor: WaitsFor.Us, PromisedAt: not null, IsLate: false }).Select(Agreed)]);
    }

    Duty Choose(Case its) => its.Detail == "wrong-number"
        ? new(texts["home-wrong", Name(its)], texts["home-wrong-why"], null, Href(its), texts["home-wrong-do"])
        : new(texts["home-missed", Name(its)], texts["home-missed-why"], null, Href(its), texts["home-missed-do"]);

    Coming Agreed(Case its)
    {
        var number = cases.NumberOf(its)?.Shown ?? "";
        return its.NotBefore is { } from && from > clock.GetUtcNow()
            ? new(texts["home-call"], texts["home-call-until", its.PromisedAt!.Value.Time(), number], from, Href(its))
            : new(texts["home-call-by"], texts["home-call-number", number], its.PromisedAt!.Value, Href(its));
    }

    string Name(Case its) => content.Queue(its.Queue)?.Name.ToString() ?? its.Queue;

    static string Href(Case its) => $"/{Language.Current.Code}/callback/case/{its.Id}";
}
