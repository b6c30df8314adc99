using System.Globalization;
using Portal.Platform.Web;

namespace Portal.Features.Measurements;

/// <summary>What is wrong with a moment as it was typed.</summary>
public enum MomentFault
{
    None,

    /// <summary>No day, or no time, can be read in it.</summary>
    NotAMoment,

    /// <summary>It is not yet.</summary>
    Future,

    /// <summary>Too long ago to say anything.</summary>
    TooOld,

    /// <summary>The clocks were put forward: there was no such time that day.</summary>
    NoSuchTime,

    /// <summary>The clocks were put back: it was that time twice, and one has to say which.</summary>
    Twice,
}

/// <summary>A day and a time of Finland as people type them: "24.11.2026" or "2026-11-24", "7.30", "07:30" or "730".</summary>
static class TypedMoment
{
    /// <summary>Older readings are history, not follow-up: they are told to a professional in words.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(2 * 366);

    /// <summary>A device's clock may be a little fast.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    static readonly string[] days = ["yyyy-MM-dd", "d.M.yyyy", "d/M/yyyy", "yyyy/M/d", "yyyy.M.d", "d-M-yyyy"];
    static readonly string[] times = ["H:mm", "H.mm", "Hmm", "H:mm:ss", "H.mm.ss", "HH", "H,mm"];

    /// <param name="second">Of a time that was twice, the second one; null when nobody has said.</param>
    public static (DateTimeOffset At, MomentFault Fault) Read(string? day, string? time, bool? second, DateTimeOffset now)
    {
        if (!DateOnly.TryParseExact(Clean(day), days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            || !TimeOnly.TryParseExact(Clean(time), times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)) return (default, MomentFault.NotAMoment);
        return Read(on.ToDateTime(clock), second, now);
    }

    /// <param name="local">By the clocks of Finland.</param>
    public static (DateTimeOffset At, MomentFault Fault) Read(DateTime local, bool? second, DateTimeOffset now)
    {
        if (local.Year is < 1900 or > 2200) return (default, local.Year < 1900 ? MomentFault.TooOld : MomentFault.Future);
        if (HelsinkiTime.Zone.IsInvalidTime(local)) return (default, MomentFault.NoSuchTime);
        var offset = HelsinkiTime.Zone.GetUtcOffset(local);
        if (HelsinkiTime.Zone.IsAmbiguousTime(local))
        {
            var offsets = HelsinkiTime.Zone.GetAmbiguousTimeOffsets(local);
            var (first, then) = (offsets.Max(), offsets.Min());   // summer time first
            if (second is null && new DateTimeOffset(local, then) <= now + Ahead) return (default, MomentFault.Twice);
            offset = second == true ? then : first;   // while the second has not come it can only be the first
        }
        var at = new DateTimeOffset(local, offset).ToUniversalTime();
        return at > now + Ahead ? (default, MomentFault.Future) : at < now - Oldest ? (default, MomentFault.TooOld) : (at, MomentFault.None);
    }

    static string Clean(string? text) => text is { Length: <= 40 } ? text.Trim().TrimEnd('.') : "";
}
