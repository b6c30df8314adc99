using Portal.Features.ActingFor;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Booking;

/// <summary>What a professional has booked, moved or cancelled beside somebody, in the words of the receipt that they take home.</summary>
sealed class AssistedChanges(PortalDb db, BookingTexts texts, BookingTerms terms, ContentFacade content) : IAssistedActs
{
    public async Task<IReadOnlyList<AssistedAct>> Done(Professional professional, PersonId subject, DateTimeOffset from, DateTimeOffset until, bool withPlace, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var rows = await work.CommitWith<Row>(BookingQueries.AssistedChanges, new { staff = professional.StaffId, subject, from, until }, ct);
        return [.. rows.Select((r, i) => new AssistedAct(r.At, Words(r), [.. Facts(r, withPlace)],
            rows.Skip(i + 1).Any(later => later.AppointmentId == r.AppointmentId || later.Moves == r.AppointmentId) ? null : Next(r, withPlace)))];
    }

    string Words(Row row) => row.MovedFrom is { } from && row.What == "moved" ? texts["receipt-moved", When(from)] : texts[$"receipt-{row.What}"];

    IEnumerable<(string, string)> Facts(Row row, bool withPlace)
    {
        yield return (texts["service"], content.Service(row.Service)?.Name.ToString() ?? row.Service);
        yield return (texts["when"], texts["day-from-to", row.StartsAt.HelsinkiDate().LongDate(), row.StartsAt.Time(), row.EndsAt.Time()]);
        yield return (texts["where"], withPlace || row.Mode != "on-site" ? Where(row) : texts["receipt-place-kept"]);
        if (row.What != "cancelled" && content.Service(row.Service)?.Preparation is { Count: > 0 } steps) yield return (texts["prepare"], string.Join(" ", steps.Select(s => s.Text)));
    }

    string Where(Row row)
    {
        if (row.Mode != "on-site" || content.Unit(row.UnitId) is not { } unit) return texts[$"mode-{row.Mode}"];
        string?[] parts = [unit.Name.ToString(), unit.Place is { } place ? $"{place.Address}, {place.PostalCode} {place.City}" : null, row.Room is null ? null : texts["room", row.Room]];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>Until when it can be changed; whom to call, unless the number would tell the place.</summary>
    string? Next(Row row, bool withPlace) => row.What == "cancelled" ? null
        : withPlace && content.Unit(row.UnitId)?.Phone is { } phone ? texts["receipt-change", When(row.StartsAt - terms.Deadline(row.Service)), phone]
        : texts["receipt-change-kept", When(row.StartsAt - terms.Deadline(row.Service))];

    string When(DateTimeOffset at) => texts["day-at", at.HelsinkiDate().DayAndMonth(), at.Time()];

    sealed record Row
    {
        public Guid AppointmentId { get; init; }
        public string What { get; init; } = "";
        public string Service { get; init; } = "";
        public string UnitId { get; init; } = "";
        public string? Room { get; init; }
        public string Mode { get; init; } = "";
        public DateTimeOffset StartsAt { get; init; }
        public DateTimeOffset EndsAt { get; init; }
        public Guid? Moves { get; init; }
        public DateTimeOffset? MovedFrom { get; init; }
        public DateTimeOffset At { get; init; }
    }
}
