using Portal.Features.Callback.Pages;
using Portal.Features.Cases;

namespace Portal.Features.Callback;

/// <summary>The number to call, and what came of it, on the professional's page of a case.</summary>
sealed class OnCasePage : ICasePanel
{
    public CaseChannel Channel => CaseChannel.Callback;
    public Type Component => typeof(CallPanel);
}
