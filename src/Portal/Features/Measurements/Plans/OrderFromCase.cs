using Portal.Features.Cases;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>The way to ordering measurements from the professional's page of a case or of an opened person.</summary>
sealed class OrderFromCase(PlansTexts texts) : ICareAction
{
    public string Words => texts["order-action"];
    public string ForCase(Guid id) => $"/{Language.Current.Code}/staff/plans/new?case={id}";
    public string ForPerson(Guid opening) => $"/{Language.Current.Code}/staff/plans/new?person={opening}";
}
