using Portal.Features.Cases;
using Portal.Features.Measurements.Reviews.Pages;

namespace Portal.Features.Measurements.Reviews;

/// <summary>The readings of a submission, and the decision about them, on the professional's page of a case.</summary>
sealed class OnCasePage : ICasePanel
{
    public CaseChannel Channel => CaseChannel.Measurements;
    public Type Component => typeof(ReviewPanel);
    public bool Wide => true;
}
