using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Offline;

/// <summary>
/// Readings from a device that had no network, and from native clients: the same check and the same use case as the form.
/// Each is judged by itself and answered by itself; sent again, with the same id, it is still one. Described at /api/openapi.json.
/// A problem's <c>type</c>: no-readings, too-many, not-yours.
/// </summary>
static partial class ReadingsApi
{
    /// <summary>The header by which a device says whose readings it sends (<see cref="Owner.Tag"/>).</summary>
    public const string TagHeader = "X-Readings-Of";

    /// <summary>What a tag is made for; another purpose makes another tag.</summary>
    const string Purpose = "readings";

    /// <summary>At most so many in a call: what is left is sent in the next.</summary>
    public const int Most = 100;

    const int LargestBody = 1 << 20;

    /// <summary>A reading as it was typed on the device.</summary>
    /// <param name="Id">Made by the device when it was recorded.</param>
    /// <param name="Measure">blood-pressure, glucose …</param>
    /// <param name="At">When it was measured, ISO 8601 with the offset from UTC: 2026-11-24T07:30:00+02:00.</param>
    /// <param name="Values">As typed, by the quantity: systolic, diastolic, pulse …; HI or LO where a meter of glucose showed no number.</param>
    /// <param name="By">self, family, professional.</param>
    /// <param name="Confirmed">What is unusual was asked about and is right.</param>
    public sealed record Sent(Guid Id, string Measure, string At, Dictionary<string, string?>? Values, string? Context, string? Posture, string? Device, string? By, string? Words, bool Confirmed);

    /// <summary>What became of a reading.</summary>
    /// <param name="Outcome">kept; asked: nothing was kept, see the faults; differs: it was kept before with other values; not-yours.</param>
    /// <param name="Danger">The agreed text, when it passes a limit.</param>
    public sealed record Answer(Guid Id, string Outcome, IReadOnlyList<Fault> Faults, Danger? Danger);

    /// <param name="Field">The quantity, or at, context, posture, by, device, words, measure.</param>
    /// <param name="Suggestions">Values that were perhaps meant, in the quantity's own unit.</param>
    /// <param name="CanBeRight">It is taken when it is sent again as confirmed.</param>
    public sealed record Fault(string Field, string Message, IReadOnlyList<string> Suggestions, bool CanBeRight);

    /// <param name="Level">today, urgent, emergency.</param>
    public sealed record Danger(string Level, string Text);

    public sealed record Answers(IReadOnlyList<Answer> Readings);

    /// <summary>For whom this browser may keep readings.</summary>
    /// <param name="Tag">Of whoever has logged in.</param>
    /// <param name="Own">False while one acts for somebody else: then nothing is sent from a device.</param>
    public sealed record Owner(string Tag, bool Own);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/readings", Keep).WithTags("Measurements").RequireAuthorization("measurements:do").WithMetadata(new RequestSizeLimitAttribute(LargestBody)).WithSummary("Keeps readings of the resident, or of whom they act for");
        api.MapGet("/readings/owner", WhoseIsIt).WithTags("Measurements").RequireAuthorization("resident").WithSummary("By which tag a device knows whose readings it keeps");
    }

    static Ok<Owner> WhoseIsIt(HttpContext context, LoginFacade login)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Owner(login.Tag(context.Self().Self, Purpose), context.ActingResident() is { ForAnother: false, Assistant: null }));
    }

    static async Task<Results<Ok<Answers>, ProblemHttpResult>> Keep(Sent[] readings, HttpContext context, LoginFacade login, KeepSent keep, CancellationToken ct)
    {
        var resident = context.ActingResident();
        if (context.Request.Headers[TagHeader].ToString() is { Length: > 0 } tag && (resident is not { ForAnother: false, Assistant: null } || tag != login.Tag(resident.Self, Purpose)))
            return Refuse(409, "not-yours", "These readings were recorded by somebody else. They wait on the device.");
        if (readings.Length == 0 || readings.Any(r => r is null || r.Id == Guid.Empty)) return Refuse(400, "no-readings", "Send a list of readings, each with an id of its own.");
        if (readings.Length > Most) return Refuse(400, "too-many", $"At most {Most} readings in a call.");
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.Preferred(context.Request).Culture;   // of the answer's words
        return TypedResults.Ok(new Answers(await keep.Handle(resident, readings, context.User.BornOn(), ct)));
    }

    static ProblemHttpResult Refuse(int status, string type, string detail) => TypedResults.Problem(detail, statusCode: status, type: type);

    /// <summary>Null when it does not say a moment with its offset.</summary>
    public static DateTimeOffset? MomentOf(string? text) =>
        text is { Length: <= 40 } && WithOffset().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})$")]
    private static partial Regex WithOffset();
}
