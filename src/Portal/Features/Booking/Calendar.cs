using System.Globalization;
using System.Text;

namespace Portal.Features.Booking;

/// <summary>
/// An appointment as an iCalendar file (RFC 5545). The title is neutral, since calendars are shared with others;
/// the place is left out for a person under a non-disclosure order (turvakielto).
/// </summary>
static class Calendar
{
    public static string Write(Guid id, int version, string title, string? place, string link, DateTimeOffset startsAt, DateTimeOffset endsAt, DateTimeOffset now, bool cancelled)
    {
        var lines = new List<string>
        {
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portal//Portal//EN", $"METHOD:{(cancelled ? "CANCEL" : "PUBLISH")}", "BEGIN:VEVENT",
            $"UID:{id}@portal", $"SEQUENCE:{version}", $"DTSTAMP:{Utc(now)}", $"DTSTART:{Utc(startsAt)}", $"DTEND:{Utc(endsAt)}",
            $"SUMMARY:{Escape(title)}", $"STATUS:{(cancelled ? "CANCELLED" : "CONFIRMED")}", $"URL:{link}",
        };
        if (place is not null) lines.Add($"LOCATION:{Escape(place)}");
        lines.AddRange(["CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR"]);
        return string.Concat(lines.Select(line => Fold(line) + "\r\n"));
    }

    static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    static string Escape(string text) => text.Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\n", "\\n");

    /// <summary>Lines are at most 75 octets; the rest goes on the next line behind a space.</summary>
    static string Fold(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 75)
            {
                folded.Append("\r\n ");
                octets = 1;
            }
            folded.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        return folded.ToString();
    }
}
