using Portal.Features.Login;
using Portal.Platform;

namespace Portal.Features.ActingFor;

/// <summary>After the login: is there somebody to act for? Then the person is asked for whom; when the registers are slow or down, nobody waits for them.</summary>
sealed partial class AskForWhom(FindWhom find, ILogger<AskForWhom> log) : IAfterLogin
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    public async Task<string?> Next(PersonId self, string language, string returnUrl, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var found = await find.Handle(self, patience.Token);
            return found.People.Count == 0 ? null : $"/{language}/acting?returnUrl={Uri.EscapeDataString(returnUrl)}";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            Slow();
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registers were too slow at a login: the person was not asked for whom they act.")]
    partial void Slow();
}
