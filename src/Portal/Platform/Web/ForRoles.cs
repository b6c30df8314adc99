namespace Portal.Platform.Web;

/// <summary>
/// Who among the professionals sees what, for a page's <c>[Authorize(Policy = "professional", Roles = …)]</c>. Patients'
/// data is for those who care for them: managers see figures, editors texts.
/// </summary>
static class ForRoles
{
    /// <summary>Nurses and head nurses: they see their unit's patients.</summary>
    public const string Care = "nurse,head-nurse";

    /// <summary>Also those who keep the service running: what waits to be delivered, and why.</summary>
    public const string CareAndAdmin = Care + ",admin";

    /// <summary>Those who lead: how the day goes, in numbers.</summary>
    public const string Figures = "head-nurse,manager";
}
